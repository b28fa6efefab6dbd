import { ScrollBox } from '~/components/ScrollBox.tsx'
import { formatExact } from '~/components/time.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useZone } from '~/components/useZone.ts'
import { traceMessages } from './traceMessages.ts'
import { formatDuration, type Timeline, type TimelineBar, type TimelineLane } from './traceTimeline.ts'
import { barLabel } from './traceWords.ts'
import css from './trace.module.css'

/** Px that one section needs for its labels. */
const SECTION = 140

/** The way of a message in time: one lane for the producer, the broker and every consumer. The table below says the same. */
export function TraceTimeline({ timeline }: { timeline: Timeline }) {
  const t = useMessages(traceMessages)
  const { marks, breaks, span, lanes } = timeline
  return (
    <div className={css.timeline}>
      <ScrollBox label={t.timeline}>
        <div style={{ minWidth: 264 + Math.max(2, marks.length) * SECTION }}>
          <div className={css.axis} aria-hidden>
            <div className={css.plot}>
              {marks.map((mark, index) => (
                <span key={mark.left} className={css.mark} style={{ left: `${mark.left}%` }}>
                  {index === 0 ? formatDuration(0, t.units) : `+${formatDuration(mark.offset, t.units)}`}
                </span>
              ))}
              {span !== undefined && marks.length === 1 ? (
                <span className={css.end}>{formatDuration(span, t.units)}</span>
              ) : null}
            </div>
          </div>
          <ul className={css.lanes}>
            {lanes.map((lane) => (
              <Lane key={lane.id} lane={lane} breaks={breaks} />
            ))}
          </ul>
        </div>
      </ScrollBox>
      {breaks.length > 0 ? <p className={css.note}>{t.compressed}</p> : null}
    </div>
  )
}

function Lane({ lane, breaks }: { lane: TimelineLane; breaks: Timeline['breaks'] }) {
  const t = useMessages(traceMessages)
  const name = lane.kind === 'consumer' && !lane.name ? t.unknownGroup : lane.name
  return (
    <li className={css.lane}>
      <div className={css.who}>
        <b>{lane.kind === 'transaction' ? t.stepNames.transaction : t[lane.kind]}</b>
        <span>{[name, ...lane.clients].filter(Boolean).join(' · ') || '–'}</span>
      </div>
      <div className={css.plot}>
        {breaks.map((one) => (
          <i
            key={one.left}
            aria-hidden
            className={css.break}
            style={{ left: `${one.left}%`, width: `${one.width}%` }}
            title={t.pause(formatDuration(one.pause, t.units))}
          />
        ))}
        {lane.bars.map((bar) => (
          <Bar key={bar.step.id} bar={bar} lane={lane} />
        ))}
        {lane.bars.length === 0 ? (
          <span className={css.missing}>
            {lane.missing ? (lane.kind === 'consumer' ? t.notConsumed : t.notRecorded) : t.noTime}
          </span>
        ) : null}
      </div>
    </li>
  )
}

function Bar({ bar, lane }: { bar: TimelineBar; lane: TimelineLane }) {
  const t = useMessages(traceMessages)
  const zone = useZone()
  const { step, left, width, room } = bar
  const label = barLabel(bar, t)
  const at = step.startedAt ?? step.endedAt
  const exact = at === undefined ? '' : formatExact(at, zone, { millis: true })
  const tone = lane.kind === 'broker' ? 'stored' : step.result
  const clock = lane.kind === 'broker' ? ` ${exact.slice(11, 23)}` : ''
  return (
    <>
      <i aria-hidden className={css.bar} data-tone={tone} style={{ left: `${left}%`, width: `${width}%` }} />
      <span
        className={css.label}
        data-tone={tone}
        style={{ left: `${left}%`, maxWidth: `${room}%` }}
        title={[label, step.client, exact].filter(Boolean).join('\n')}
      >
        {label}
        {clock}
      </span>
    </>
  )
}

import { ScrollBox } from '~/components/ScrollBox.tsx'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Tone } from '~/contract/types.ts'
import { traceMessages } from './traceMessages.ts'
import type { TraceStep } from './traceSteps.ts'
import { formatDuration } from './traceTimeline.ts'
import { stepName, stepResult } from './traceWords.ts'
import css from './message.module.css'

const tones: Record<TraceStep['result'], Tone> = { ok: 'ok', failed: 'error', open: 'warn', unknown: 'off' }

/** The steps of a trace, one line each. */
export function TraceTable({ steps }: { steps: readonly TraceStep[] }) {
  const t = useMessages(traceMessages)
  return (
    <ScrollBox label={t.steps}>
      <table className={css.table} aria-label={t.steps}>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{t.columns.step}</th>
            <th scope="col">{t.columns.who}</th>
            <th scope="col">{t.columns.client}</th>
            <th scope="col">{t.columns.when}</th>
            <th scope="col" className={css.number}>
              {t.columns.cost}
            </th>
            <th scope="col">{t.columns.result}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <tr key={step.id}>
              <td>{index + 1}</td>
              <td title={step.type}>{stepName(step, t)}</td>
              <td>{step.group ?? '–'}</td>
              <td className={css.mono}>{step.client ?? '–'}</td>
              <td>
                <Time at={step.startedAt ?? step.endedAt} show="exact" millis />
              </td>
              <td className={css.number}>{step.cost === undefined ? '–' : formatDuration(step.cost, t.units)}</td>
              <td>
                <StatusBadge status={stepResult(step, t)} tone={tones[step.result]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

import { IconChevronRight } from '@tabler/icons-react'
import { Link } from 'react-router'
import { Bar } from '~/components/Bar.tsx'
import { CopyText } from '~/components/CopyText.tsx'
import { describeError } from '~/components/describeError.ts'
import { useErrorWords } from '~/components/errorWords.ts'
import { NumberText } from '~/components/NumberText.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { ScrollBox } from '~/components/ScrollBox.tsx'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useNow } from '~/components/useNow.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type GroupParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { lagState, lagTones, type GroupLag } from './groupLag.ts'
import { groupLagMessages } from './groupLagMessages.ts'
import type { LagRow } from './lagRows.ts'
import css from './groups.module.css'

interface Props {
  params: GroupParams
  lag: GroupLag
  rows: readonly LagRow[]
  isReading: boolean
  onFlip: (key: string) => void
}

/** The tree as a table; each row that has parts has a button that unfolds it. Bars compare with the topic that is most behind. */
export function LagTree({ params, lag, rows, isReading, onFlip }: Props) {
  const t = useMessages(groupLagMessages)
  const { instance, reason } = useInstance()
  const refusal = reason(instanceCan.resetOffset(instance))
  const most = lag.topics.reduce((max, topic) => (topic.lag !== undefined && topic.lag > max ? topic.lag : max), 0n)
  return (
    <ScrollBox label={t.tree}>
      <table className={css.table} aria-label={t.tree} aria-busy={isReading}>
        <thead>
          <tr>
            <th scope="col">{t.place}</th>
            <th scope="col" className={css.number}>
              {t.consumer}
            </th>
            <th scope="col" className={css.number}>
              {t.broker}
            </th>
            <th scope="col" className={css.number}>
              {t.lag}
            </th>
            <th scope="col">{t.lastConsumed}</th>
            <th scope="col">{t.client}</th>
            <th scope="col" data-sticky>
              {t.actions}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} params={params} row={row} most={most} refusal={refusal} onFlip={onFlip} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Row({
  params,
  row,
  most,
  refusal,
  onFlip,
}: {
  params: GroupParams
  row: LagRow
  most: bigint
  refusal: string | undefined
  onFlip: Props['onFlip']
}) {
  const t = useMessages(groupLagMessages)
  const name = row.level === 3 ? t.queue(row.name) : row.name
  const { topic } = row
  return (
    <tr>
      <th scope="row" data-depth={row.level}>
        <span className={css.name}>
          {row.isOpen !== undefined && (
            <button
              type="button"
              className={css.unfold}
              aria-expanded={row.isOpen}
              aria-label={name}
              onClick={() => onFlip(row.key)}
            >
              <IconChevronRight size={14} aria-hidden />
            </button>
          )}
          {topic ? <Link to={rocketmqPaths.topic({ ...params, topic: topic.topic })}>{name}</Link> : name}
        </span>
      </th>
      {topic && topic.state !== 'read' ? (
        <td colSpan={5}>
          {topic.state === 'reading' ? <span className={css.note}>{t.reading}</span> : <Failure error={topic.error} />}
        </td>
      ) : (
        <>
          <td className={css.number}>
            <NumberText value={row.consumer} />
          </td>
          <td className={css.number}>
            <NumberText value={row.broker} />
          </td>
          <td className={css.number}>
            <LagValue row={row} name={row.key} most={most} />
          </td>
          <td>
            <Time at={row.consumedAt} />
          </td>
          <td>
            {row.level === 3 &&
              (row.client ? <CopyText text={row.client} what={t.client} /> : row.client === '' ? t.nobody : '–')}
          </td>
        </>
      )}
      <td data-sticky>
        {topic &&
          (refusal ? (
            <span title={refusal} className={css.note}>
              {refusal}
            </span>
          ) : (
            <Link to={rocketmqPaths.groupReset(params, topic.topic)} aria-label={t.resetOf(topic.topic)}>
              {t.reset}
            </Link>
          ))}
      </td>
    </tr>
  )
}

function LagValue({ row, name, most }: { row: LagRow; name: string; most: bigint }) {
  const t = useMessages(groupLagMessages)
  const state = lagState(row, useNow(10_000))
  const text = formatNumber(row.lag)
  return (
    <span className={css.lag} data-tone={state && lagTones[state]}>
      {text ?? '–'}
      {/* Only drawn: a length needs no digits beyond 2^53. */}
      {text !== undefined && most > 0n && (
        <Bar
          label={t.lagOf(name)}
          value={Number(row.lag)}
          max={Number(most)}
          tone={state === 'behind' ? 'warn' : 'ok'}
          text={text}
        />
      )}
    </span>
  )
}

function Failure({ error }: { error: Error | undefined }) {
  useErrorWords()
  const t = useMessages(groupLagMessages)
  const { message, code, requestId } = describeError(error)
  return (
    <span role="alert">
      – {t.failed}: {message} <code>{[code, requestId].filter(Boolean).join(' · ')}</code>
    </span>
  )
}

import type { ApiError } from '~/api/error.ts'
import { describeError } from '~/components/describeError.ts'
import { useErrorWords } from '~/components/errorWords.ts'
import { formatNumber } from '~/components/numbers.ts'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { Warning } from '~/components/Warning.tsx'
import type { ShowTopicStatusResp } from '~/contract/rocketmq/generated/types.ts'
import type { TopicLag } from './groupLag.ts'
import { groupLagMessages } from './groupLagMessages.ts'
import { movesOf, QueueTable } from './QueueTable.tsx'
import { boundsOf, effectOf, plannedMoves, queueBounds, type ResetTarget } from './resetOffset.ts'
import css from './groups.module.css'

interface Props {
  target: ResetTarget
  /** Where the group stands; undefined: not known. */
  topic: TopicLag | undefined
  /** What the topic holds; undefined: not known. */
  status: ShowTopicStatusResp | undefined
  isReading: boolean
  error: ApiError | null
  /** When the older of the two was read, Unix ms. */
  readAt: number
}

/** What a reset will do: exact counts where offsets are known, bounds for a time, and never a guess. */
export function ResetEffect({ target, topic, status, isReading, error, readAt }: Props) {
  useErrorWords()
  const t = useMessages(groupLagMessages)
  if (isReading) return <p role="status">{t.loading}</p>
  const moves = topic ? plannedMoves(topic, target, status) : []
  const isRead = readAt > 0 && Number.isFinite(readAt)
  return (
    <>
      <Warning>
        {target === 'time' ? <TimeSentence topic={topic} status={status} /> : <ExactSentence moves={moves} />}
        {error && <p>{describeError(error).message}</p>}
        {isRead && (
          <p className={css.note}>
            {t.asOf} <Time at={readAt} show="exact" />
          </p>
        )}
      </Warning>
      {moves.length > 0 && target !== 'time' && (
        <QueueTable caption={t.queues} heads={[t.now, t.difference, t.after]} rows={movesOf(moves)} />
      )}
      {topic && topic.brokers.length > 0 && target === 'time' && (
        <QueueTable
          caption={t.queues}
          heads={[t.oldest, t.now, t.newest]}
          rows={queueBounds(topic, status).map(({ broker, queue, oldest, now, newest }) => ({
            broker,
            queue,
            numbers: [oldest, now, newest],
          }))}
        />
      )}
    </>
  )
}

function ExactSentence({ moves }: { moves: Parameters<typeof effectOf>[0] }) {
  const t = useMessages(groupLagMessages)
  const { again, skipped } = effectOf(moves)
  if (again === undefined || skipped === undefined) return <p className={css.strong}>{t.unknownEffect}</p>
  if (again === 0n && skipped === 0n) return <p className={css.strong}>{t.nothingMoves}</p>
  return (
    <>
      {again > 0n && (
        <>
          <p className={css.strong}>{t.again(formatNumber(again) ?? '–')}</p>
          <p>{t.duplicates}</p>
        </>
      )}
      {skipped > 0n && (
        <>
          <p className={css.strong}>{t.skipped(formatNumber(skipped) ?? '–')}</p>
          <p>{t.skipping}</p>
        </>
      )}
    </>
  )
}

function TimeSentence({ topic, status }: Pick<Props, 'topic' | 'status'>) {
  const t = useMessages(groupLagMessages)
  const { again, skipped } = topic ? boundsOf(topic, status) : { again: undefined, skipped: undefined }
  return (
    <>
      <p className={css.strong}>{t.timeEffect}</p>
      {again !== undefined && skipped !== undefined && (
        <p>{t.atMost(formatNumber(again) ?? '–', formatNumber(skipped) ?? '–')}</p>
      )}
      <p>{t.duplicates}</p>
    </>
  )
}

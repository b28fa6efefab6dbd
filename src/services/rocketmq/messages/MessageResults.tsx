import { useQuery } from '@tanstack/react-query'
import { Button } from '~/components/Button.tsx'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { Time } from '~/components/Time.tsx'
import { formatExact } from '~/components/time.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useZone } from '~/components/useZone.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { useMessageColumns } from './messageColumns.tsx'
import { messageKey } from './messageFields.ts'
import { messageMessages } from './messageMessages.ts'
import { topicHoldsQuery } from './messageReads.ts'
import type { MessageArgs } from './messageSearch.ts'
import { topicHolds, type TopicHolds } from './topicHolds.ts'
import { TruncatedNote } from './TruncatedNote.tsx'
import { useMessageList } from './useMessageList.ts'
import css from './message.module.css'

/** Half an hour before and after the newest message. */
const AROUND = 30 * 60_000

interface Props {
  params: InstanceParams
  args: MessageArgs
  /** Searches another range of time (Unix ms). */
  onSearch: (start: number, end: number) => void
}

/** What a search has found, with the range and the limits that it was found under. */
export function MessageResults({ params, args, onSearch }: Props) {
  const t = useMessages(messageMessages)
  const zone = useZone()
  const list = useMessageList(params, args)
  const columns = useMessageColumns(params, args.topic)
  const status = useQuery(topicHoldsQuery({ ...params, topic: args.topic }))
  const holds = status.data ? topicHolds(status.data) : {}
  const range =
    'start_time' in args
      ? t.shownRange(formatExact(Number(args.start_time), zone), formatExact(Number(args.end_time), zone))
      : t.shownId
  return (
    <>
      <p className={css.note}>
        <Holds holds={holds} /> {range}
      </p>
      <TruncatedNote truncated={list.truncated} />
      <DataTable
        label={t.title}
        list={list}
        columns={columns}
        rowKey={messageKey}
        empty={<NothingFound args={args} holds={holds} onSearch={onSearch} />}
      />
    </>
  )
}

/** How much the topic holds in all, as far as it says. */
function Holds({ holds }: { holds: TopicHolds }) {
  const t = useMessages(messageMessages)
  if (holds.messages === undefined) return null
  return (
    <>
      {holds.messages === 0n ? t.storedNone : t.stored(formatNumber(holds.messages) ?? '')}
      {holds.newest === undefined ? null : (
        <>
          {' · '}
          {t.newest} <Time at={holds.newest} />
        </>
      )}
      {' · '}
    </>
  )
}

function NothingFound({
  args,
  holds,
  onSearch,
}: {
  args: MessageArgs
  holds: TopicHolds
  onSearch: Props['onSearch']
}) {
  const t = useMessages(messageMessages)
  if ('msg_id' in args) return <EmptyState title={t.emptyId}>{t.emptyIdText}</EmptyState>
  const { newest } = holds
  const isOutside = newest !== undefined && (newest < Number(args.start_time) || newest > Number(args.end_time))
  return (
    <EmptyState
      title={args.key === undefined ? t.emptyTime : t.emptyKey}
      action={
        isOutside && args.key === undefined ? (
          <Button onClick={() => onSearch(newest - AROUND, newest + AROUND)}>{t.searchNewest}</Button>
        ) : null
      }
    >
      {isOutside ? (
        <>
          {t.newestOutside} <Time at={newest} show="both" />
        </>
      ) : holds.messages === 0n ? (
        t.storedNone
      ) : null}
    </EmptyState>
  )
}

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { PageSkeleton } from '~/components/PageSkeleton.tsx'
import { parseTime } from '~/components/time.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import { topicRole } from '~/contract/rules/rocketmq.ts'
import type { MessageParams } from '~/paths/rocketmq.ts'
import { uniqueKeyOf } from './messageFields.ts'
import { messageQuery, readersQuery, traceQuery } from './messageReads.ts'
import { traceMessages } from './traceMessages.ts'
import { stepsOf } from './traceSteps.ts'
import { TraceTable } from './TraceTable.tsx'
import { layoutTimeline } from './traceTimeline.ts'
import { TraceTimeline } from './TraceTimeline.tsx'
import css from './message.module.css'

/** What happened to the message, as a picture and as a table. */
export default function MessageTraceTab() {
  const t = useMessages(traceMessages)
  const params = useRouteParams<MessageParams>()
  const { data } = useSuspenseQuery(messageQuery(params))
  const message = data.messages?.[0]
  const trace = useQuery(traceQuery(params, message && uniqueKeyOf(message)))
  const readers = useQuery(readersQuery(params))
  if (trace.isPending) return <PageSkeleton />
  if (trace.isError && !trace.data) return <ErrorState error={trace.error} onRetry={() => void trace.refetch()} />
  if (trace.data.length === 0) return <EmptyState title={t.empty}>{t.emptyText}</EmptyState>

  const steps = stepsOf(trace.data)
  const first = trace.data.find((record) => record.store_host)
  // A retry and a dead letter are copies that were stored later; the trace is that of the original.
  const original = trace.data.find((record) => record.offset_msg_id)?.offset_msg_id
  const isCopy =
    topicRole(params.topic).role !== 'ordinary' ||
    (original !== undefined && message?.msg_id !== undefined && original !== message.msg_id)
  const timeline = layoutTimeline(steps, {
    stored: {
      at: parseTime(message?.store_timestamp),
      host: isCopy ? message?.store_host : (first?.store_host ?? message?.store_host),
      isCopy,
    },
    groups: isCopy ? [] : readers.data,
  })
  return (
    <>
      {trace.isError ? <ErrorState error={trace.error} compact onRetry={() => void trace.refetch()} /> : null}
      {isCopy ? <p className={css.note}>{t.copyNote}</p> : null}
      <TraceTimeline timeline={timeline} />
      <TraceTable steps={steps} />
    </>
  )
}

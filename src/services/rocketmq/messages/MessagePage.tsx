import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { Button } from '~/components/Button.tsx'
import { Bytes } from '~/components/Bytes.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { RouteTabs } from '~/components/RouteTabs.tsx'
import { Time } from '~/components/Time.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useCopy } from '~/components/useCopy.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type MessageParams } from '~/paths/rocketmq.ts'
import { NotRunningPage } from '../instances/NotRunningPage.tsx'
import { usePageRefusal } from '../instances/usePageRefusal.ts'
import { instanceQuery, mayRead } from '../instances/useInstance.ts'
import { ConsumedBadge } from './ConsumedBadge.tsx'
import { keysOf, originOf, tagOf, uniqueKeyOf } from './messageFields.ts'
import { messageMessages } from './messageMessages.ts'
import { messageQuery, readersQuery, traceQuery } from './messageReads.ts'
import css from './message.module.css'

export function prepare({ params }: PageAddress): void {
  const message = params as unknown as MessageParams
  void queryClient.prefetchQuery(instanceQuery(message))
  if (!mayRead(message, instanceCan.readMessages)) return
  void queryClient.prefetchQuery(messageQuery(message))
  void queryClient.prefetchQuery(readersQuery(message))
}

/** One message: who got it, what is in it. */
export default function MessagePage() {
  const params = useRouteParams<MessageParams>()
  const refusal = usePageRefusal(instanceCan.readMessages, messageQuery(params).queryKey)
  return refusal ? <NotRunningPage name={params.msg_id} refusal={refusal} /> : <MessageDetails />
}

function MessageDetails() {
  const t = useMessages(messageMessages)
  const params = useRouteParams<MessageParams>()
  const read = useSuspenseQuery(messageQuery(params))
  const message = read.data.messages?.[0]
  const uniqueKey = message && uniqueKeyOf(message)
  // Read here too, so that one button refreshes all of the page.
  const trace = useQuery({ ...traceQuery(params, uniqueKey), enabled: message !== undefined })
  const readers = useQuery(readersQuery(params))
  const search = rocketmqPaths.messages(params, params.topic)
  if (!message) {
    return (
      <>
        <PageHeader title={params.msg_id} mono copy={params.msg_id} />
        <EmptyState title={t.gone} action={<Button to={search}>{t.backToSearch}</Button>}>
          {t.goneText}
        </EmptyState>
      </>
    )
  }
  const keys = keysOf(message)
  const origin = originOf(message)
  const handleRefresh = () => {
    void read.refetch()
    void trace.refetch()
    void readers.refetch()
  }
  return (
    <>
      <PageHeader
        title={params.msg_id}
        mono
        copy={params.msg_id}
        badge={<ConsumedBadge params={params} trace={trace.data} readers={readers.data} />}
        facts={[
          { label: t.topic, value: <Link to={rocketmqPaths.topic(params)}>{params.topic}</Link> },
          { label: t.columns.key, value: keys.length > 0 ? <Keys keys={keys} search={search} /> : undefined },
          { label: t.columns.tag, value: tagOf(message) },
          { label: t.columns.size, value: <Bytes value={message.store_size} /> },
          { label: t.columns.stored, value: <Time at={message.store_timestamp} show="exact" millis /> },
          ...(origin?.topic && origin.msg_id
            ? [
                {
                  label: t.origin,
                  value: (
                    <Link
                      className={css.mono}
                      to={rocketmqPaths.message({ ...params, topic: origin.topic, msg_id: origin.msg_id })}
                    >
                      {origin.msg_id}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
        refresh={{
          onRefresh: handleRefresh,
          isFetching: read.isFetching || trace.isFetching,
          updatedAt: read.dataUpdatedAt,
        }}
      >
        <CopyLink />
      </PageHeader>
      <RouteTabs
        label={t.sections}
        tabs={[
          { to: rocketmqPaths.message(params), label: t.trace, end: true },
          { to: rocketmqPaths.messageBody(params), label: t.body },
          { to: rocketmqPaths.messageProperties(params), label: t.properties, count: message.property_list?.length },
        ]}
      />
      <Outlet />
    </>
  )
}

/** Each business key leads to the messages of the topic that have it. */
function Keys({ keys, search }: { keys: readonly string[]; search: string }) {
  return (
    <span className={css.badges}>
      {keys.map((key) => (
        <Link key={key} className={css.mono} to={`${search}&by=key&range=3d&key=${encodeURIComponent(key)}`}>
          {key}
        </Link>
      ))}
    </span>
  )
}

function CopyLink() {
  const t = useMessages(messageMessages)
  const { state, copy } = useCopy()
  return (
    <Button onClick={() => void copy(window.location.href)}>
      <span aria-live="polite">
        {state === 'copied' ? t.linkCopied : state === 'failed' ? t.linkFailed : t.copyLink}
      </span>
    </Button>
  )
}

import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { EmptyState } from '~/components/EmptyState.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { NotRunning } from '../instances/NotRunning.tsx'
import { mayRead, useInstance } from '../instances/useInstance.ts'
import { someTopicsQuery } from '../names/nameQueries.ts'
import { messageMessages } from './messageMessages.ts'
import { MessageResults } from './MessageResults.tsx'
import { MessageSearchForm } from './MessageSearchForm.tsx'
import { parseSearch, toMessageArgs, writeSearch } from './messageSearch.ts'

/** Starts the read of the topics that the form offers; messages are read once a topic is chosen. */
export function prepare({ params }: PageAddress): void {
  const instance = params as unknown as InstanceParams
  if (mayRead(instance, instanceCan.readMessages)) void queryClient.prefetchQuery(someTopicsQuery(instance))
}

/** Searches the messages of one topic by time, id or key. */
export default function MessageListTab() {
  const t = useMessages(messageMessages)
  const { params, instance, reason } = useInstance()
  const [address, setAddress] = useSearchParams()
  // An address without times means "up to when it was opened", the same for as long as it is looked at.
  const [openedAt] = useState(Date.now)
  const search = parseSearch(address, '1h')
  const refusal = instanceCan.readMessages(instance)
  const args = refusal === undefined ? toMessageArgs(search, openedAt) : undefined
  return (
    <>
      <MessageSearchForm
        params={params}
        search={search}
        onSearch={(next) => setAddress((before) => writeSearch(next, Date.now(), before))}
        disabledReason={reason(refusal)}
      />
      {refusal ? (
        <NotRunning refusal={refusal} />
      ) : args ? (
        <MessageResults
          key={args.topic}
          params={params}
          args={args}
          onSearch={(start, end) =>
            setAddress((before) =>
              writeSearch({ ...search, by: 'time', range: 'custom', start, end }, Date.now(), before),
            )
          }
        />
      ) : (
        <EmptyState title={t.start1}>{t.start1Text}</EmptyState>
      )}
    </>
  )
}

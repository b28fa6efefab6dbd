import { useQueries } from '@tanstack/react-query'
import { trackJob } from '~/api/jobs.ts'
import { query, useOp } from '~/api/query.ts'
import type { LeftOut } from '~/components/bulkAction.ts'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { tellWhenGone } from '../tellSettled.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { NAMES, readersText, usersText } from './topicDependents.ts'
import { topicMessages } from './topicMessages.ts'
import { queuesOf, totalMessages } from './topicQueues.ts'

/** Messages, readers and users are looked up for so many topics at most: each costs three calls. */
const LOOKED_UP = 10
const fresh = { staleTime: 0 } as const

interface Props {
  params: InstanceParams
  topics: readonly string[]
  leftOut?: readonly LeftOut[] | undefined
  onClose: () => void
  onDeleted?: () => void
}

/** Deletes one topic at once, or several as a background task; shows first what is lost and who uses them. */
export function TopicDeleteDialog({ params, topics, leftOut, onClose, onDeleted }: Props) {
  const t = useMessages(topicMessages)
  const place = useInstancePlace()
  const { instance } = useInstance()
  const hasRights = instance.enable_acl !== false
  const looked = topics.slice(0, LOOKED_UP)
  const readers = useQueries({
    queries: looked.map((topic) => query(rocketmq.listTopicConsumerGroups, { ...params, topic, limit: NAMES }, fresh)),
  })
  const contents = useQueries({
    queries: looked.map((topic) => query(rocketmq.getTopicStatus, { ...params, topic }, fresh)),
  })
  const rights = useQueries({
    queries: looked.map((topic) => {
      const args = { ...params, topic, limit: String(NAMES) }
      return query(rocketmq.listTopicAccessPolicies, args, { ...fresh, enabled: hasRights })
    }),
  })
  // A refetch is under way until its answer is there: what is shown is from now, never from the cache.
  const waiting = [...readers, ...contents, ...rights].some((read) => read.isFetching)
  const deleteOne = useOp(rocketmq.deleteTopic)
  const deleteMany = useOp(rocketmq.batchDeleteTopics)
  const [only] = topics
  const isOne = topics.length === 1 && only !== undefined

  const handleConfirm = () => {
    if (isOne)
      deleteOne.mutate(
        { ...params, topic: only },
        {
          onSuccess: () => {
            void tellWhenGone(rocketmq.getTopic, { ...params, topic: only }, only, t.deleted(only))
            onClose()
            onDeleted?.()
          },
        },
      )
    else
      deleteMany.mutate(
        { ...params, body: { topics: [...topics] } },
        {
          onSuccess: (answer) => {
            const args = { ...params, body: { topics: [...topics] } }
            void trackJob(rocketmq.batchDeleteTopics, args, answer, t.deleteStarted(topics.length))
            onClose()
            onDeleted?.()
          },
        },
      )
  }

  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t.deleteTitle(topics.length)}
      target={{ name: isOne ? only : String(topics.length), kind: isOne ? t.topic : t.title }}
      place={place}
      risk="destructive"
      mutation={isOne ? deleteOne : deleteMany}
      sentence={t.deleteSentence(topics.length)}
      leftOut={leftOut}
      waiting={waiting}
      consequences={
        waiting ? undefined : (
          <ul>
            {looked.map((topic, index) => {
              const [reading, content, right] = [readers[index], contents[index], rights[index]]
              // A read that failed may still hold what it read before.
              const stored = content?.data && !content.error ? totalMessages(queuesOf(content.data)) : undefined
              const facts = [
                `${t.stored} ${formatNumber(stored) ?? '–'}.`,
                readersText(t, reading?.error ? undefined : reading?.data?.groups),
                ...(hasRights ? [usersText(t, right?.error ? undefined : right?.data)] : []),
              ]
              // Of the only one its name stands below.
              if (isOne) return facts.map((fact) => <li key={fact}>{fact}</li>)
              return (
                <li key={topic}>
                  <code>{topic}</code>: {facts.join(' ')}
                </li>
              )
            })}
            {topics.length > LOOKED_UP && <li>{t.usedByFirst(LOOKED_UP, topics.length)}</li>}
            {topics.slice(LOOKED_UP).length > 0 && <li>{topics.slice(LOOKED_UP).join(', ')}</li>}
          </ul>
        )
      }
      onConfirm={handleConfirm}
      confirmLabel={t.deleteTitle(topics.length)}
    />
  )
}

import { useQueries } from '@tanstack/react-query'
import { trackJob } from '~/api/jobs.ts'
import { query, useOp } from '~/api/query.ts'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import { usePlace } from '~/components/usePlace.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { tellWhenGone } from '../tellSettled.ts'
import { topicMessages } from './topicMessages.ts'
import { queuesOf, totalMessages } from './topicQueues.ts'

/** Consumers and messages are looked up for so many topics at most: each costs two calls. */
const LOOKED_UP = 10

interface Props {
  params: InstanceParams
  topics: readonly string[]
  onClose: () => void
  onDeleted?: () => void
}

/** Deletes one topic at once, or several as a background task; shows first what is lost and who reads them. */
export function TopicDeleteDialog({ params, topics, onClose, onDeleted }: Props) {
  const t = useMessages(topicMessages)
  const place = usePlace()
  const looked = topics.slice(0, LOOKED_UP)
  const readers = useQueries({
    queries: looked.map((topic) =>
      query(rocketmq.listTopicConsumerGroups, { ...params, topic, limit: 50 }, { staleTime: 0 }),
    ),
  })
  const contents = useQueries({
    queries: looked.map((topic) => query(rocketmq.getTopicStatus, { ...params, topic }, { staleTime: 0 })),
  })
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
      waiting={readers.some((read) => read.isPending) || contents.some((read) => read.isPending)}
      consequences={
        <ul>
          {looked.map((topic, index) => {
            const groups = readers[index]?.data?.groups
            const stored = contents[index]?.data && totalMessages(queuesOf(contents[index].data))
            return (
              <li key={topic}>
                <code>{topic}</code>: {t.stored} {formatNumber(stored) ?? '–'}.{' '}
                {readers[index]?.error || !groups
                  ? t.usedByUnknown
                  : groups.length === 0
                    ? t.usedByNone
                    : `${t.usedBy}: ${groups.join(', ')}`}
              </li>
            )
          })}
          {topics.length > LOOKED_UP && <li>{t.usedByFirst(LOOKED_UP)}</li>}
          {topics.slice(LOOKED_UP).length > 0 && <li>{topics.slice(LOOKED_UP).join(', ')}</li>}
        </ul>
      }
      onConfirm={handleConfirm}
      confirmLabel={t.deleteTitle(topics.length)}
    />
  )
}

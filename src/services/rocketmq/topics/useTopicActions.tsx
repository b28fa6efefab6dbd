import { useMemo, useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Action, BulkAction } from '~/components/actions.ts'
import { lazyDialog } from '~/components/lazyDialog.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { TopicSummary } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type TopicParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { topicMessages } from './topicMessages.ts'

const TopicDeleteDialog = lazyDialog(() => import('./TopicDeleteDialog.tsx').then((module) => module.TopicDeleteDialog))

/** What can be done to one topic, for its page and its row. */
function topicActions(
  params: TopicParams,
  t: typeof topicMessages.en,
  refusal: string | undefined,
  onDelete: () => void,
): Action[] {
  const disabled = refusal ? { disabledReason: refusal } : {}
  return [
    { id: 'edit', label: t.edit, to: rocketmqPaths.topicEdit(params), ...disabled },
    {
      id: 'messages',
      label: t.findMessages,
      to: `${rocketmqPaths.messages(params)}?topic=${encodeURIComponent(params.topic)}`,
      ...disabled,
    },
    { id: 'delete', label: t.delete, onSelect: onDelete, tone: 'danger', ...disabled },
  ]
}

/** Actions of the page of a topic. */
export function useTopicActions(params: TopicParams): { actions: Action[]; dialogs: ReactNode } {
  const t = useMessages(topicMessages)
  const navigate = useNavigate()
  const { instance, reason } = useInstance()
  const [isDeleting, setDeleting] = useState(false)
  return {
    actions: topicActions(params, t, reason(instanceCan.manageTopics(instance)), () => setDeleting(true)),
    dialogs: isDeleting && (
      <TopicDeleteDialog
        params={params}
        topics={[params.topic]}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate(rocketmqPaths.topics(params))}
      />
    ),
  }
}

interface TopicListActions {
  rowActions: (topic: TopicSummary) => readonly Action[]
  bulkActions: readonly BulkAction<TopicSummary>[]
  dialogs: ReactNode
}

/** Actions of the rows of the list, and of those selected. */
export function useTopicListActions(): TopicListActions {
  const t = useMessages(topicMessages)
  const { params, instance, reason } = useInstance()
  const [doomed, setDoomed] = useState<readonly string[]>()
  const refusal = reason(instanceCan.manageTopics(instance))
  const nameOf = (topic: TopicSummary) => topic.name ?? ''
  const bulkActions = useMemo(
    () => [
      {
        id: 'delete',
        label: t.delete,
        tone: 'danger' as const,
        onSelect: (topics: TopicSummary[]) => setDoomed(topics.map(nameOf)),
        disabledReason: () => refusal,
      },
    ],
    [t, refusal],
  )
  return {
    rowActions: (topic) =>
      topicActions({ ...params, topic: nameOf(topic) }, t, refusal, () => setDoomed([nameOf(topic)])),
    bulkActions,
    dialogs: doomed && <TopicDeleteDialog params={params} topics={doomed} onClose={() => setDoomed(undefined)} />,
  }
}

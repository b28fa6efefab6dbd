import { useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Action, BulkAction } from '~/components/actions.ts'
import { bulkAction, type LeftOut } from '~/components/bulkAction.ts'
import { lazyDialog } from '~/components/lazyDialog.tsx'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { TopicSummary } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type TopicParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useLeavingReason } from '../useLeavingReason.ts'
import { topicMessages } from './topicMessages.ts'

const TopicDeleteDialog = lazyDialog(() => import('./TopicDeleteDialog.tsx').then((module) => module.TopicDeleteDialog))

interface Refusals {
  /** Of the instance: nothing can be done to any topic. */
  all: string | undefined
  /** Of this topic: it is on its way out. */
  change: string | undefined
}

/** What can be done to one topic, for its page and its row. */
function topicActions(
  params: TopicParams,
  t: typeof topicMessages.en,
  { all, change }: Refusals,
  onDelete: () => void,
): Action[] {
  const because = (refusal: string | undefined) => (refusal ? { disabledReason: refusal } : {})
  return [
    { id: 'edit', label: t.edit, to: rocketmqPaths.topicEdit(params), ...because(all ?? change) },
    {
      id: 'messages',
      label: t.findMessages,
      to: rocketmqPaths.messages(params, params.topic),
      ...because(all),
    },
    { id: 'delete', label: t.delete, onSelect: onDelete, tone: 'danger', ...because(all ?? change) },
  ]
}

/** Actions of the page of a topic. */
export function useTopicActions(params: TopicParams): { actions: Action[]; dialogs: ReactNode } {
  const t = useMessages(topicMessages)
  const navigate = useNavigate()
  const { instance, reason } = useInstance()
  const leaving = useLeavingReason(rocketmq.getTopic)
  const [isDeleting, setDeleting] = useState(false)
  const refusals = { all: reason(instanceCan.manageTopics(instance)), change: leaving(params, params.topic) }
  return {
    actions: topicActions(params, t, refusals, () => setDeleting(true)),
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

const nameOf = (topic: TopicSummary) => topic.name ?? ''

interface TopicListActions {
  rowActions: (topic: TopicSummary) => readonly Action[]
  bulkActions: readonly BulkAction<TopicSummary>[]
  dialogs: ReactNode
}

/** Actions of the rows of the list, and of those selected. */
export function useTopicListActions(): TopicListActions {
  const t = useMessages(topicMessages)
  const { params, instance, reason } = useInstance()
  const [doomed, setDoomed] = useState<{ names: readonly string[]; leftOut?: readonly LeftOut[] }>()
  const refusal = reason(instanceCan.manageTopics(instance))
  const leaving = useLeavingReason(rocketmq.getTopic)
  const bulkActions = [
    bulkAction<TopicSummary>({
      id: 'delete',
      label: t.delete,
      tone: 'danger',
      nameOf,
      refusalOf: (topic) => refusal ?? leaving({ ...params, topic: nameOf(topic) }, nameOf(topic)),
      onSelect: (topics, leftOut) => setDoomed({ names: topics.map(nameOf), leftOut }),
    }),
  ]
  return {
    rowActions: (topic) => {
      const name = nameOf(topic)
      const one = { ...params, topic: name }
      return topicActions(one, t, { all: refusal, change: leaving(one, name) }, () => setDoomed({ names: [name] }))
    },
    bulkActions,
    dialogs: doomed && (
      <TopicDeleteDialog
        params={params}
        topics={doomed.names}
        leftOut={doomed.leftOut}
        onClose={() => setDoomed(undefined)}
      />
    ),
  }
}

import { useQueries, useQueryClient } from '@tanstack/react-query'
import { trackJob } from '~/api/jobs.ts'
import { query, useOp } from '~/api/query.ts'
import type { LeftOut } from '~/components/bulkAction.ts'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ListAccessPoliciesResp } from '~/contract/rocketmq/generated/types.ts'
import { deadLetterTopic, retryTopic } from '~/contract/rules/rocketmq.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { tellWhenGone } from '../tellSettled.ts'
import { totalLag, type GroupLag } from './groupLag.ts'
import { groupMessages } from './groupMessages.ts'
import { groupLagQuery } from './groupQueries.ts'

/** Lag and users are looked up for so many groups at most: each costs several calls. */
const LOOKED_UP = 10
const fresh = { staleTime: 0 } as const

interface Props {
  params: InstanceParams
  groups: readonly string[]
  leftOut?: readonly LeftOut[] | undefined
  onClose: () => void
  onDeleted?: () => void
}

/** Deletes one group at once, or several as a background task; shows first what they read and who may use them. */
export function GroupDeleteDialog({ params, groups, leftOut, onClose, onDeleted }: Props) {
  const t = useMessages(groupMessages)
  const place = useInstancePlace()
  const client = useQueryClient()
  const { instance } = useInstance()
  const hasRights = instance.enable_acl !== false
  const looked = groups.slice(0, LOOKED_UP)
  const lags = useQueries({
    queries: looked.map((group) => ({ ...groupLagQuery(client, { ...params, group }), ...fresh })),
  })
  const rights = useQueries({
    queries: looked.map((group) => {
      const args = { ...params, group, group_id: group, limit: 50 }
      return {
        ...query(rocketmq.listConsumerGroupAccessPolicies, args, {
          fallback: rocketmq.listConsumerGroupAccessPoliciesByEngine,
          ...fresh,
        }),
        enabled: hasRights,
      }
    }),
  })
  const deleteOne = useOp(rocketmq.deleteConsumerGroup)
  const deleteMany = useOp(rocketmq.batchDeleteConsumerGroups)
  const [only] = groups
  const isOne = groups.length === 1 && only !== undefined

  const finish = () => {
    onClose()
    onDeleted?.()
  }
  const handleConfirm = () => {
    if (isOne) {
      const args = { ...params, group: only }
      deleteOne.mutate(args, {
        onSuccess: () => {
          void tellWhenGone(rocketmq.getConsumerGroup, args, only, t.deleted(only))
          finish()
        },
      })
    } else
      deleteMany.mutate(
        { ...params, body: { groups: [...groups] } },
        {
          onSuccess: (answer) => {
            const args = { ...params, body: { groups: [...groups] } }
            void trackJob(rocketmq.batchDeleteConsumerGroups, args, answer, t.deleteStarted(groups.length))
            toast({ tone: 'ok', message: t.deleteTold(groups.length) })
            finish()
          },
        },
      )
  }

  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t.deleteTitle(groups.length)}
      target={{ name: isOne ? only : String(groups.length), kind: isOne ? t.group : t.title }}
      place={place}
      risk="destructive"
      mutation={isOne ? deleteOne : deleteMany}
      sentence={t.deleteSentence(groups.length)}
      leftOut={leftOut}
      waiting={lags.some((read) => read.isFetching) || rights.some((read) => read.isFetching)}
      consequences={
        <ul>
          {looked.map((group, index) => {
            const facts = [
              t.deleteLag(formatNumber(totalLag(lags[index]?.data)) ?? '–'),
              topicsText(t, lags[index]?.error ? undefined : lags[index]?.data),
              ...(hasRights ? [usersText(t, rights[index]?.error ? undefined : rights[index]?.data)] : []),
            ]
            // Of the only one its name stands below.
            if (isOne) return facts.map((fact) => <li key={fact}>{fact.charAt(0).toUpperCase() + fact.slice(1)}</li>)
            return (
              <li key={group}>
                <code>{group}</code>: {t.factsOf(facts)}
              </li>
            )
          })}
          {groups.length > LOOKED_UP && (
            <li>
              {t.deleteFirst(LOOKED_UP)} {groups.slice(LOOKED_UP).join(', ')}
            </li>
          )}
          <li>{isOne ? t.deleteLeft(retryTopic(only), deadLetterTopic(only)) : t.deleteLeftMany}</li>
        </ul>
      }
      onConfirm={handleConfirm}
      confirmLabel={t.deleteTitle(groups.length)}
    />
  )
}

function topicsText(t: typeof groupMessages.en, lag: GroupLag | undefined): string {
  if (!lag) return t.deleteTopicsUnknown
  return lag.topics.length === 0
    ? t.deleteNoTopics
    : `${t.deleteTopics} ${lag.topics.map((topic) => topic.topic).join(', ')}`
}

function usersText(t: typeof groupMessages.en, answer: ListAccessPoliciesResp | undefined): string {
  const policies = answer?.policies
  if (!policies) return t.deleteUsersUnknown
  if (policies.length === 0) return t.deleteNoUsers
  const more = (answer.total ?? policies.length) - policies.length
  const names = policies.map((policy) => policy.access_key).join(', ')
  return t.deleteUsers(more > 0 ? `${names} +${formatNumber(more)}` : names)
}

import { useQueries } from '@tanstack/react-query'
import { trackJob } from '~/api/jobs.ts'
import { query, useOp } from '~/api/query.ts'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { usePlace } from '~/components/usePlace.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { instanceListMessages } from './instanceListMessages.ts'

interface Props {
  connection: string
  instance: ShowInstanceResp
  onClose: () => void
  onDeleted?: () => void
}

/** Deletes one instance; counts first what goes with it. */
export function InstanceDeleteDialog({ connection, instance, onClose, onDeleted }: Props) {
  const t = useMessages(instanceListMessages)
  const place = usePlace()
  const { instance_id = '', name = instance_id } = instance
  const params = { connection, instance_id }
  const isRunning = instance.status === 'RUNNING'
  const [topics, groups] = useQueries({
    queries: [
      query(rocketmq.listTopics, { ...params, limit: 1 }, { staleTime: 0, enabled: isRunning }),
      query(rocketmq.listConsumerGroups, { ...params, limit: 1 }, { staleTime: 0, enabled: isRunning }),
    ],
  })
  const remove = useOp(rocketmq.deleteInstance)
  const count = (total: number | undefined) => formatNumber(total) ?? t.unknown
  const handleConfirm = () =>
    remove.mutate(params, {
      onSuccess: (answer) => {
        void trackJob(rocketmq.deleteInstance, params, answer, t.deleteStarted(name))
        toast({ tone: 'ok', message: t.deleteRunning(name) })
        onClose()
        onDeleted?.()
      },
    })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t.deleteTitle}
      target={{ name, kind: 'RocketMQ' }}
      place={place}
      risk="destructive"
      mutation={remove}
      sentence={t.deleteSentence}
      waiting={isRunning && (topics.isPending || groups.isPending)}
      consequences={
        <ul aria-label={t.contents}>
          <li>{t.contentsOf(count(topics.data?.total), count(groups.data?.total))}</li>
          <li>{t.storedGb(formatNumber(instance.used_storage_space) ?? t.unknown)}</li>
        </ul>
      }
      onConfirm={handleConfirm}
      confirmLabel={t.deleteTitle}
    />
  )
}

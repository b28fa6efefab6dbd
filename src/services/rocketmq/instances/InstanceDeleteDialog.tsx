import { useQuery } from '@tanstack/react-query'
import { trackJob } from '~/api/jobs.ts'
import { useOp } from '~/api/query.ts'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { usePlace } from '~/components/usePlace.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { contentsQuery, contentsText } from './instanceContents.ts'
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
  const remove = useOp(rocketmq.deleteInstance)
  // Its own deletion makes the family stale: what is on its way out is not counted once more.
  const contents = useQuery({ ...contentsQuery(connection, instance), enabled: !remove.isPending })
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
      target={{ name, kind: t.instance }}
      place={place}
      risk="destructive"
      mutation={remove}
      sentence={t.deleteSentence}
      waiting={contents.isFetching}
      consequences={
        contents.data && !contents.isFetching ? (
          <ul aria-label={t.contents}>
            <li>{contentsText(t, contents.data)}</li>
          </ul>
        ) : undefined
      }
      onConfirm={handleConfirm}
      confirmLabel={t.deleteTitle}
    />
  )
}

import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useOp } from '~/api/query.ts'
import { Button } from '~/components/Button.tsx'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { ItemBox } from '~/components/ItemBox.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { usePlace } from '~/components/usePlace.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { failedInstancesQuery, nameOf, targetOf } from './instanceBatch.ts'
import { InstanceBatchResults } from './InstanceBatchResults.tsx'
import { instanceListMessages } from './instanceListMessages.ts'
import { useBatchOutcome } from './useBatchOutcome.ts'

interface Props {
  connection: string
  onClose: () => void
}

/** Deletes every instance whose creation failed, in one call without ids; looks first which ones these are now. */
export function InstanceFailedDeleteDialog({ connection, onClose }: Props) {
  const t = useMessages(instanceListMessages)
  const place = usePlace()
  const remove = useOp(rocketmq.deleteFailedInstances)
  const outcome = useBatchOutcome(connection)
  // Its own deletion makes the family stale: the list that was confirmed is not read again under the answer.
  const enabled = !remove.isPending && !outcome.results
  const { data, error, isFetching, isFetchedAfterMount, refetch } = useQuery({
    ...failedInstancesQuery(connection),
    enabled,
  })
  // What an earlier opening has read is not what there is now. Nothing is typed before there is a number to type.
  const instances = isFetchedAfterMount && !error ? data : undefined

  if (outcome.results)
    return (
      <InstanceBatchResults connection={connection} results={outcome.results} outcome={outcome} onClose={onClose} />
    )
  if (!instances || instances.length === 0)
    return (
      <Dialog onClose={onClose} title={t.failedTitle}>
        {instances ? (
          <p>{t.failedNone}</p>
        ) : error && !isFetching ? (
          <ErrorState compact error={error} onRetry={() => void refetch()} />
        ) : (
          <output>{t.failedReading}</output>
        )}
        <Group mt={12}>
          <Button onClick={onClose}>{t.close}</Button>
        </Group>
      </Dialog>
    )
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t.failedTitle}
      target={targetOf(instances, t)}
      place={place}
      risk="destructive"
      mutation={remove}
      waiting={isFetching}
      sentence={t.failedSentence(instances.length)}
      consequences={
        <ItemBox label={t.instances}>
          <ul>
            {instances.map((instance) => (
              <li key={instance.instance_id}>
                <span>
                  {nameOf(instance)} · <code>{instance.instance_id}</code>
                </span>
              </li>
            ))}
          </ul>
        </ItemBox>
      }
      onConfirm={() =>
        remove.mutate({ connection, body: {} }, { onSuccess: (answer) => outcome.answered(instances, answer) })
      }
      confirmLabel={t.failedTitle}
    />
  )
}

import { useMutation, useQuery } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { queryClient } from '~/api/queryClient.ts'
import { connectionsQuery, deleteConnection, jobsQuery } from '~/api/session.ts'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { placeOf } from '~/components/usePlace.ts'
import type { Connection } from '~/contract/console.ts'
import { connectionMessages } from './connectionMessages.ts'

interface Props {
  connection: Connection
  onClose: () => void
}

/** Forgets a connection, once its name has been typed. */
export function ConnectionDeleteDialog({ connection, onClose }: Props) {
  const t = useMessages(connectionMessages)
  const { data: jobs, isPending } = useQuery(jobsQuery)
  const running = jobs?.filter((job) => job.connection === connection.id && job.state === 'running').length ?? 0
  const remove = useMutation<void, ApiError>({
    mutationFn: () => deleteConnection(connection.id),
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: [connection.id] })
      toast({ tone: 'ok', message: t.deleted(connection.name) })
      onClose()
      await queryClient.invalidateQueries(connectionsQuery)
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t.deleteTitle}
      target={{ name: connection.name, kind: t.kind }}
      place={placeOf(connection)}
      risk="destructive"
      mutation={remove}
      sentence={t.deleteSentence}
      waiting={isPending}
      consequences={running > 0 ? t.deleteJobs(running) : undefined}
      onConfirm={() => remove.mutate()}
      confirmLabel={t.deleteLabel}
    />
  )
}

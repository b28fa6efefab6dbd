import { useMutation } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { ApiError } from '~/api/error.ts'
import { queryClient } from '~/api/queryClient.ts'
import { connectionsQuery, createConnection } from '~/api/session.ts'
import { SideForm } from '~/components/SideForm.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection, ConnectionDraft } from '~/contract/console.ts'
import { appPaths } from '~/paths/app.ts'
import { blameField } from './blameField.ts'
import { ConnectionFields } from './ConnectionFields.tsx'
import { toDraft } from './connectionForm.ts'
import { connectionMessages } from './connectionMessages.ts'
import { useConnectionForm } from './useConnectionForm.ts'

/** Connects an account, region and project. */
export default function ConnectionCreateForm() {
  const t = useMessages(connectionMessages)
  const navigate = useNavigate()
  const form = useConnectionForm()
  const create = useMutation<Connection, ApiError, ConnectionDraft>({
    mutationFn: createConnection,
    // The draft holds secrets: nothing keeps it once the form is gone.
    gcTime: 0,
    onSuccess: async (connection) => {
      await queryClient.invalidateQueries(connectionsQuery)
      toast({ tone: 'ok', message: t.created(connection.name) })
      await navigate(appPaths.overview({ connection: connection.id }))
    },
    onError: (error) => blameField(form, error),
  })
  return (
    <SideForm
      title={t.createTitle}
      subtitle={t.createSubtitle}
      form={form}
      mutation={create}
      onSubmit={(values) => create.mutate(toDraft(values))}
      onClose={() => void navigate(appPaths.connections())}
      submitLabel={t.create}
    >
      <ConnectionFields form={form} />
    </SideForm>
  )
}

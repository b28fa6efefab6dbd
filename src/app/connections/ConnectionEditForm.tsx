import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useParams, type LoaderFunctionArgs } from 'react-router'
import type { ApiError } from '~/api/error.ts'
import { hasConnection } from '~/api/hasConnection.ts'
import { queryClient } from '~/api/queryClient.ts'
import { connectionsQuery, updateConnection } from '~/api/session.ts'
import { SideForm } from '~/components/SideForm.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection, ConnectionDraft } from '~/contract/console.ts'
import { appPaths } from '~/paths/app.ts'
import { blameField } from './blameField.ts'
import { ConnectionFields } from './ConnectionFields.tsx'
import { isUnchanged, toDraft, type ConnectionValues } from './connectionForm.ts'
import { connectionMessages } from './connectionMessages.ts'
import { useConnectionForm } from './useConnectionForm.ts'

/** An address with the id of a connection that is gone is "not found", not a broken page. */
export async function loader({ params }: LoaderFunctionArgs): Promise<null> {
  if (!(await hasConnection(params['id'] ?? ''))) throw new Response(null, { status: 404 })
  return null
}

/** Changes a stored connection; its secrets stay unless others are typed. */
export default function ConnectionEditForm() {
  const { id } = useParams()
  const { data: connections } = useSuspenseQuery(connectionsQuery)
  const stored = connections.find((one) => one.id === id)
  return stored ? <EditForm key={stored.id} stored={stored} /> : null
}

function EditForm({ stored }: { stored: Connection }) {
  const t = useMessages(connectionMessages)
  const navigate = useNavigate()
  const form = useConnectionForm(stored)
  const close = () => void navigate(appPaths.connections())
  const save = useMutation<Connection, ApiError, ConnectionDraft>({
    mutationFn: (draft) => updateConnection(stored.id, draft),
    // The draft may hold secrets: nothing keeps it once the form is gone.
    gcTime: 0,
    onSuccess: async (connection) => {
      // What was read through it may be of another project or region.
      queryClient.removeQueries({ queryKey: [stored.id] })
      await queryClient.invalidateQueries(connectionsQuery)
      toast({ tone: 'ok', message: t.saved(connection.name) })
      close()
    },
    onError: (error) => blameField(form, error),
  })
  const handleSubmit = (values: ConnectionValues) => {
    if (isUnchanged(values, stored)) close()
    else save.mutate(toDraft(values, stored))
  }
  return (
    <SideForm
      title={t.editTitle}
      subtitle={stored.name}
      form={form}
      mutation={save}
      onSubmit={handleSubmit}
      onClose={close}
      submitLabel={t.save}
    >
      <ConnectionFields form={form} stored={stored} />
    </SideForm>
  )
}

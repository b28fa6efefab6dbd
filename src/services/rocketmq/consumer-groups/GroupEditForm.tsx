import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '~/api/client.ts'
import { keyOf } from '~/api/query.ts'
import { markStale } from '~/api/queryClient.ts'
import { replaceFresh } from '~/api/replace.ts'
import { previewRequest } from '~/api/request.ts'
import { ConflictNotice } from '~/components/ConflictNotice.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { Fields } from '~/components/Fields.tsx'
import { ReviewChange } from '~/components/ReviewChange.tsx'
import { SideForm } from '~/components/SideForm.tsx'
import { toast } from '~/components/toast.ts'
import { useConflict } from '~/components/useConflict.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import { validateFields } from '~/components/validateFields.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type GroupParams } from '~/paths/rocketmq.ts'
import { useBrokerNames } from '../brokers/useBrokerNames.ts'
import { NotRunning } from '../instances/NotRunning.tsx'
import { useInstance } from '../instances/useInstance.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import {
  changedSettings,
  editFacts,
  initialEditValues,
  rebase,
  toUpdateRequest,
  type GroupEditValues,
} from './groupForm.ts'
import { groupMessages } from './groupMessages.ts'
import { readSettings } from './readSettings.ts'

const names = ['enabled', 'retry_max_time', 'broadcast', 'brokers', 'from_beginning'] as const
/** What the service counts itself, so that a difference is nobody's change. */
const counted = ['group_online', 'topic_subscription_count']

/** Loads what the form is opened on: complete settings, or none at all. */
export default function GroupEditForm() {
  const t = useMessages(groupMessages)
  const params = useRouteParams<GroupParams>()
  const refusal = instanceCan.manageGroups(useInstance().instance)
  const read = useQuery({
    queryKey: [...keyOf(rocketmq.getConsumerGroup, { ...params }), 'settings'],
    queryFn: async ({ signal }) => (await readSettings(params, signal)) ?? null,
    staleTime: 0,
    gcTime: 0,
    enabled: refusal === undefined,
    refetchOnWindowFocus: false,
  })
  // A failure takes the place of the form only: the page behind it is still good.
  if (read.data) return <EditForm params={params} opened={read.data} />
  if (refusal) return <NotRunning refusal={refusal} />
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  return read.data === null ? <EmptyState title={t.incomplete} /> : null
}

/** Changes settings of a group; what is replaced is read again just before, and nobody's change is overwritten. */
function EditForm({ params, opened: first }: { params: GroupParams; opened: ConsumerGroup }) {
  const t = useMessages(groupMessages)
  const navigate = useNavigate()
  const place = useInstancePlace()
  const { instance, reason } = useInstance()
  const brokers = useBrokerNames()
  // What the form was opened on; a refresh behind it must not change what "old" means.
  const [opened, setOpened] = useState(first)
  const before = initialEditValues(opened)
  const form = useForm<GroupEditValues>({
    initialValues: before,
    validate: (values) => ({ ...validateFields(editFacts(before), values, names) }),
  })
  const save = useMutation<void, Error, GroupEditValues>({
    mutationKey: ['rocketmq', rocketmq.updateConsumerGroup.id],
    mutationFn: (values) =>
      replaceFresh({
        opened,
        ignore: counted,
        read: async () => {
          const fresh = await readSettings(params)
          if (!fresh) throw new Error(t.incomplete)
          return fresh
        },
        write: async (fresh) => {
          const body = toUpdateRequest(fresh, values, before)
          if (body) await call(rocketmq.updateConsumerGroup, { ...params, body })
        },
      }),
    onSuccess: () => {
      void markStale(params.connection, rocketmq.updateConsumerGroup.family)
      toast({ tone: 'ok', message: t.saved(params.group) })
      close()
    },
  })
  const close = () => void navigate(rocketmqPaths.group(params))
  const conflict = useConflict(save.error)
  const handleAccept = (current: ConsumerGroup) => {
    const theirs = initialEditValues(current)
    const values = rebase(form.getValues(), before, theirs)
    form.setInitialValues(theirs)
    form.setValues(values)
    setOpened(current)
    save.reset()
  }
  const body = toUpdateRequest(opened, form.values, before)
  const changes = changedSettings(before, form.values)
  const handleSubmit = (values: GroupEditValues) =>
    toUpdateRequest(opened, values, before) ? save.mutate(values) : close()
  const stops = before.enabled !== false && form.values.enabled === false
  const refusal = reason(instanceCan.manageGroups(instance))
  // Those that the group has can be chosen also where the others are not known.
  const choices = [...new Set([...before.brokers, ...brokers.names])]
  return (
    <SideForm
      title={t.editTitle}
      subtitle={params.group}
      onClose={close}
      form={form}
      mutation={conflict ? { isPending: false, error: null, reset: save.reset } : save}
      onSubmit={handleSubmit}
      submitLabel={t.save}
      place={place}
      danger={{ target: { name: params.group, kind: t.group }, sentences: stops ? [t.stops] : [] }}
      {...(refusal ? { disabledReason: refusal } : {})}
      {...(body ? { request: previewRequest(rocketmq.updateConsumerGroup, { ...params, body }) } : {})}
    >
      {conflict && (
        <ConflictNotice
          error={conflict}
          labels={t.fields}
          onAccept={() => handleAccept(conflict.current as ConsumerGroup)}
        />
      )}
      {brokers.error && <ErrorState compact error={brokers.error} onRetry={brokers.onRetry} />}
      <Fields
        of={editFacts(before)}
        names={names}
        form={form}
        labels={t.fields}
        help={{ retry_max_time: t.help.retry_max_time }}
        options={{ brokers: choices.map((name) => ({ value: name, label: name })) }}
      />
      {before.enabled !== true && form.values.enabled && <p role="status">{t.resumes}</p>}
      {before.broadcast !== form.values.broadcast && <p role="status">{t.modeChanges}</p>}
      <ReviewChange changes={changes} labels={t.fields} />
    </SideForm>
  )
}

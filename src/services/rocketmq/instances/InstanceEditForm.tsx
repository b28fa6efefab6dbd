import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import { call } from '~/api/client.ts'
import { previewRequest } from '~/api/request.ts'
import { changedFields } from '~/lib/changes.ts'
import { ConflictNotice } from '~/components/ConflictNotice.tsx'
import { Fields } from '~/components/Fields.tsx'
import { ReviewChange } from '~/components/ReviewChange.tsx'
import { SideForm } from '~/components/SideForm.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { usePlace } from '~/components/usePlace.ts'
import { validateFields } from '~/components/validateFields.ts'
import { updateInstanceFields } from '~/contract/rocketmq/generated/fields.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { requiredIf } from '../requiredIf.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { usePartialUpdate } from '../usePartialUpdate.ts'
import { initialEditValues, toUpdateRequest, type InstanceEditValues } from './instanceForm.ts'
import { instanceFormMessages } from './instanceFormMessages.ts'
import { useInstance } from './useInstance.ts'

const names = ['name', 'description', 'security_group_id', 'enable_acl'] as const

/** Renames an instance and changes its settings: what two of them do to clients is said and asked about. */
export default function InstanceEditForm() {
  const t = useMessages(instanceFormMessages)
  const words = useMessages(rocketmqMessages)
  const navigate = useNavigate()
  const place = usePlace()
  const { params, instance, reason } = useInstance()
  const opened = initialEditValues(instance)
  const facts = {
    ...updateInstanceFields,
    name: requiredIf(opened.name !== '', updateInstanceFields.name),
    security_group_id: requiredIf(opened.security_group_id !== '', updateInstanceFields.security_group_id),
  }
  const form = useForm<InstanceEditValues>({
    initialValues: opened,
    validate: (values) => validateFields(facts, values),
  })
  const { before, mutation, conflict, accept, save } = usePartialUpdate({
    connection: params.connection,
    operation: rocketmq.updateInstance,
    form,
    opened,
    read: async () => initialEditValues(await call(rocketmq.getInstance, params)),
    send: async (values, old) => {
      const body = toUpdateRequest(values, old)
      if (body) await call(rocketmq.updateInstance, { ...params, body })
    },
  })
  const body = toUpdateRequest(form.values, before)
  const close = () => void navigate(rocketmqPaths.instance(params))
  const handleSubmit = (values: InstanceEditValues) => {
    if (!toUpdateRequest(values, before)) return close()
    save(values, () => {
      toast({ tone: 'ok', message: t.saved(values.name) })
      close()
    })
  }
  const refusal = reason(instanceCan.modify(instance))
  const sentences = [
    ...(body?.security_group_id === undefined ? [] : [t.securityGroup]),
    ...(body?.enable_acl === undefined ? [] : [body.enable_acl ? t.aclOn : t.aclOff]),
  ]
  return (
    <SideForm
      title={t.editTitle}
      subtitle={instance.name}
      onClose={close}
      form={form}
      mutation={mutation}
      onSubmit={handleSubmit}
      submitLabel={t.save}
      place={place}
      danger={{ target: { name: instance.name ?? params.instance_id, kind: words.instance }, sentences }}
      {...(refusal ? { disabledReason: refusal } : {})}
      {...(body ? { request: previewRequest(rocketmq.updateInstance, { ...params, body }) } : {})}
    >
      {conflict && <ConflictNotice error={conflict} labels={t.fields} onAccept={accept} />}
      <Fields
        of={facts}
        names={names}
        form={form}
        labels={t.fields}
        help={{ enable_acl: t.help.enable_acl, security_group_id: t.help.security_group_id }}
      />
      <ReviewChange changes={changedFields(before, form.values)} labels={t.fields} />
    </SideForm>
  )
}

import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useOp } from '~/api/query.ts'
import { previewRequest } from '~/api/request.ts'
import { changedFields } from '~/lib/changes.ts'
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
import { initialEditValues, toUpdateRequest, type InstanceEditValues } from './instanceForm.ts'
import { instanceFormMessages } from './instanceFormMessages.ts'
import { useInstance } from './useInstance.ts'

const names = ['name', 'description', 'security_group_id', 'enable_acl'] as const

/** Renames an instance and changes its settings; two of them can cut clients off, and say so. */
export default function InstanceEditForm() {
  const t = useMessages(instanceFormMessages)
  const navigate = useNavigate()
  const place = usePlace()
  const { params, instance, reason } = useInstance()
  // What the form was opened on; a refresh behind it must not change what "old" means.
  const [before] = useState(() => initialEditValues(instance))
  const update = useOp(rocketmq.updateInstance)
  const form = useForm<InstanceEditValues>({
    initialValues: before,
    validate: (values) => validateFields(updateInstanceFields, values),
  })
  const body = toUpdateRequest(form.values, before)
  const close = () => void navigate(rocketmqPaths.instance(params))
  const handleSubmit = (values: InstanceEditValues) => {
    const request = toUpdateRequest(values, before)
    if (!request) return close()
    update.mutate(
      { ...params, body: request },
      {
        onSuccess: () => {
          toast({ tone: 'ok', message: t.saved(values.name) })
          close()
        },
      },
    )
  }
  const refusal = reason(instanceCan.modify(instance))
  const isDisruptive = body?.security_group_id !== undefined || body?.enable_acl !== undefined
  return (
    <SideForm
      title={t.editTitle}
      subtitle={instance.name}
      onClose={close}
      form={form}
      mutation={update}
      onSubmit={handleSubmit}
      submitLabel={t.save}
      place={place}
      risk={isDisruptive ? 'disruptive' : 'change'}
      {...(refusal ? { disabledReason: refusal } : {})}
      {...(body ? { request: previewRequest(rocketmq.updateInstance, { ...params, body }) } : {})}
    >
      <Fields
        of={updateInstanceFields}
        names={names}
        form={form}
        labels={t.fields}
        help={{ enable_acl: t.help.enable_acl, security_group_id: t.help.security_group_id }}
      />
      {body?.security_group_id !== undefined && <p role="status">{t.securityGroup}</p>}
      {body?.enable_acl !== undefined && <p role="status">{body.enable_acl ? t.aclOn : t.aclOff}</p>}
      <ReviewChange changes={changedFields(before, form.values)} labels={t.fields} />
    </SideForm>
  )
}

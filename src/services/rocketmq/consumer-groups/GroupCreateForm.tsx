import { useForm } from '@mantine/form'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { query, useOp } from '~/api/query.ts'
import { previewRequest } from '~/api/request.ts'
import { Fields } from '~/components/Fields.tsx'
import { SideForm } from '~/components/SideForm.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { usePlace } from '~/components/usePlace.ts'
import { validateFields } from '~/components/validateFields.ts'
import { createConsumerGroupFields } from '~/contract/rocketmq/generated/fields.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { tellUnlessThere } from '../tellSettled.ts'
import { initialCreateValues, isLegalName, toCreateRequest, type GroupCreateValues } from './groupForm.ts'
import { groupMessages } from './groupMessages.ts'
import { quotaQuery } from './groupQueries.ts'

const names = ['name', 'retry_max_time', 'brokers', 'enabled', 'broadcast', 'from_beginning'] as const

/** Creates a consumer group on chosen brokers. */
export default function GroupCreateForm() {
  const t = useMessages(groupMessages)
  const navigate = useNavigate()
  const { params, instance, reason } = useInstance()
  const { data: found } = useSuspenseQuery(query(rocketmq.listBrokers, params))
  const brokers = (found.brokers ?? []).map((broker) => broker.broker_name ?? '').filter((name) => name !== '')
  const { data: quota } = useQuery(quotaQuery(params))
  const create = useOp(rocketmq.createConsumerGroup)
  const form = useForm<GroupCreateValues>({
    initialValues: initialCreateValues(),
    validate: (values) => ({
      ...validateFields(createConsumerGroupFields, values),
      ...(values.name !== '' && !isLegalName(values.name) ? { name: t.badName } : {}),
    }),
  })
  const body = toCreateRequest(form.values, brokers)
  const refusal = reason(instanceCan.manageGroups(instance)) ?? (quota?.remaining === 0 ? t.full : undefined)
  const close = () => void navigate(rocketmqPaths.groups(params))
  const handleSubmit = (values: GroupCreateValues) =>
    create.mutate(
      { ...params, body: toCreateRequest(values, brokers) },
      {
        onSuccess: () => {
          toast({ tone: 'ok', message: t.created(values.name) })
          void tellUnlessThere(rocketmq.getConsumerGroup, { ...params, group: values.name }, values.name)
          close()
        },
      },
    )
  return (
    <SideForm
      title={t.createTitle}
      subtitle={instance.name}
      onClose={close}
      form={form}
      mutation={create}
      onSubmit={handleSubmit}
      submitLabel={t.create}
      request={previewRequest(rocketmq.createConsumerGroup, { ...params, body })}
      place={usePlace()}
      {...(refusal ? { disabledReason: refusal } : {})}
    >
      <Fields
        of={createConsumerGroupFields}
        names={names}
        form={form}
        labels={t.fields}
        help={{ ...t.help, name: `${t.badName}. ${t.help.name}` }}
        options={{ brokers: brokers.map((name) => ({ value: name, label: name })) }}
      />
    </SideForm>
  )
}

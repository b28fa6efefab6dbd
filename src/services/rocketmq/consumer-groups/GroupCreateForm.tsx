import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { isApiError } from '~/api/error.ts'
import { useOp } from '~/api/query.ts'
import { previewRequest } from '~/api/request.ts'
import { ErrorState } from '~/components/ErrorState.tsx'
import { Fields } from '~/components/Fields.tsx'
import { SideForm } from '~/components/SideForm.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { validateFields } from '~/components/validateFields.ts'
import { createConsumerGroupFields } from '~/contract/rocketmq/generated/fields.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { useBrokerNames } from '../brokers/useBrokerNames.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { tellUnlessThere } from '../tellSettled.ts'
import { initialCreateValues, isUsualName, toCreateRequest, type GroupCreateValues } from './groupForm.ts'
import { groupMessages } from './groupMessages.ts'
import { quotaQuery } from './groupQueries.ts'

const names = ['name', 'retry_max_time', 'brokers', 'enabled', 'broadcast', 'from_beginning'] as const

/** Creates a consumer group on chosen brokers. */
export default function GroupCreateForm() {
  const t = useMessages(groupMessages)
  const words = useMessages(rocketmqMessages)
  const navigate = useNavigate()
  const { params, instance, reason } = useInstance()
  const brokers = useBrokerNames()
  const stopped = instanceCan.manageGroups(instance)
  const { data: quota } = useQuery({ ...quotaQuery(params), enabled: stopped === undefined })
  const create = useOp(rocketmq.createConsumerGroup)
  const form = useForm<GroupCreateValues>({
    initialValues: initialCreateValues(),
    validate: (values) => validateFields(createConsumerGroupFields, values),
  })
  const body = toCreateRequest(form.values, brokers.names)
  const refusal = reason(stopped) ?? (quota?.remaining === 0 ? t.full : undefined) ?? brokers.missing
  const close = () => void navigate(rocketmqPaths.groups(params))
  const handleSubmit = (values: GroupCreateValues) =>
    create.mutate(
      { ...params, body: toCreateRequest(values, brokers.names) },
      {
        onSuccess: () => {
          const group = { ...params, group: values.name }
          const link = { to: rocketmqPaths.group(group), label: words.openNamed(values.name) }
          toast({ tone: 'ok', message: t.created(values.name), link })
          void tellUnlessThere(rocketmq.getConsumerGroup, group, values.name)
          close()
        },
        // The code stands for any wrong parameter (DMS.00400062).
        onError: (error) => {
          if (isApiError(error, 'DMS.00400062') && !isUsualName(values.name)) form.setFieldError('name', t.refusedName)
        },
      },
    )
  return (
    <SideForm
      title={t.createTitle}
      onClose={close}
      form={form}
      mutation={create}
      onSubmit={handleSubmit}
      submitLabel={t.create}
      request={previewRequest(rocketmq.createConsumerGroup, { ...params, body })}
      place={useInstancePlace()}
      {...(refusal ? { disabledReason: refusal } : {})}
    >
      {brokers.error && <ErrorState compact error={brokers.error} onRetry={brokers.onRetry} />}
      <Fields
        of={createConsumerGroupFields}
        names={names}
        form={form}
        labels={t.fields}
        help={{ ...t.help, name: `${t.usualName} ${t.help.name}` }}
        options={{ brokers: brokers.names.map((name) => ({ value: name, label: name })) }}
      />
    </SideForm>
  )
}

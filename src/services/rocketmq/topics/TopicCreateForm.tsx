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
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { useBrokerNames } from '../brokers/useBrokerNames.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { tellUnlessThere } from '../tellSettled.ts'
import { createFacts, initialCreateValues, isUsualName, toCreateRequest, type TopicCreateValues } from './topicForm.ts'
import { topicMessages } from './topicMessages.ts'
import { quotaQuery } from './topicQueries.ts'

const names = ['name', 'brokers', 'queue_num', 'permission'] as const

/** Creates a topic over chosen brokers. */
export default function TopicCreateForm() {
  const t = useMessages(topicMessages)
  const words = useMessages(rocketmqMessages)
  const navigate = useNavigate()
  const { params, instance, reason } = useInstance()
  const brokers = useBrokerNames()
  const stopped = instanceCan.manageTopics(instance)
  const { data: quota } = useQuery({ ...quotaQuery(params), enabled: stopped === undefined })
  const create = useOp(rocketmq.createTopic)
  const form = useForm<TopicCreateValues>({
    initialValues: initialCreateValues(),
    validate: (values) => validateFields(createFacts, values),
  })
  const body = toCreateRequest(form.values, brokers.names)
  const refusal = reason(stopped) ?? (quota?.remaining === 0 ? t.full : undefined) ?? brokers.missing
  const close = () => void navigate(rocketmqPaths.topics(params))
  const handleSubmit = (values: TopicCreateValues) =>
    create.mutate(
      { ...params, body: toCreateRequest(values, brokers.names) },
      {
        onSuccess: () => {
          const topic = { ...params, topic: values.name }
          const link = { to: rocketmqPaths.topic(topic), label: words.openNamed(values.name) }
          toast({ tone: 'ok', message: t.created1(values.name), link })
          void tellUnlessThere(rocketmq.getTopic, topic, values.name)
          close()
        },
        // The code stands for any wrong parameter (DMS.00400800).
        onError: (error) => {
          if (isApiError(error, 'DMS.00400800') && !isUsualName(values.name)) form.setFieldError('name', t.refusedName)
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
      request={previewRequest(rocketmq.createTopic, { ...params, body })}
      place={useInstancePlace()}
      {...(refusal ? { disabledReason: refusal } : {})}
    >
      {brokers.error && <ErrorState compact error={brokers.error} onRetry={brokers.onRetry} />}
      <Fields
        of={createFacts}
        names={names}
        form={form}
        labels={t.fields}
        help={t.help}
        options={{
          brokers: brokers.names.map((name) => ({ value: name, label: name })),
        }}
        choices={{ permission: words.topicPermission }}
      />
    </SideForm>
  )
}

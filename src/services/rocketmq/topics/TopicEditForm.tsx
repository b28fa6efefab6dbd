import { useForm } from '@mantine/form'
import { useSuspenseQuery } from '@tanstack/react-query'
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
import { useRouteParams } from '~/components/useRouteParams.ts'
import { usePlace } from '~/components/usePlace.ts'
import { validateFields } from '~/components/validateFields.ts'
import { updateTopicFields } from '~/contract/rocketmq/generated/fields.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type TopicParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { dangersOf, initialEditValues, toUpdateRequest, type TopicEditValues } from './topicForm.ts'
import { topicMessages } from './topicMessages.ts'
import { topicQuery } from './topicQueries.ts'

const names = ['read_queue_num', 'write_queue_num', 'permission'] as const

/** Changes queues and permission; shows old and new, sends only what differs. */
export default function TopicEditForm() {
  const t = useMessages(topicMessages)
  const words = useMessages(rocketmqMessages)
  const navigate = useNavigate()
  const place = usePlace()
  const params = useRouteParams<TopicParams>()
  const { instance, reason } = useInstance()
  const { data: topic } = useSuspenseQuery(topicQuery(params))
  // What the form was opened on; a refresh behind it must not change what "old" means.
  const [before] = useState(() => initialEditValues(topic))
  const update = useOp(rocketmq.updateTopic)
  const form = useForm<TopicEditValues>({
    initialValues: before,
    validate: (values) => validateFields(updateTopicFields, values),
  })
  const body = toUpdateRequest(form.values, before)
  const dangers = dangersOf(body, before)
  const close = () => void navigate(rocketmqPaths.topic(params))
  const handleSubmit = (values: TopicEditValues) => {
    const request = toUpdateRequest(values, before)
    if (!request) return close()
    update.mutate(
      { ...params, body: request },
      {
        onSuccess: () => {
          toast({ tone: 'ok', message: t.saved(params.topic) })
          close()
        },
      },
    )
  }
  const refusal = reason(instanceCan.manageTopics(instance))
  const permissions: Record<string, string> = words.topicPermission
  return (
    <SideForm
      title={t.editTitle}
      subtitle={params.topic}
      onClose={close}
      form={form}
      mutation={update}
      onSubmit={handleSubmit}
      submitLabel={t.save}
      place={place}
      risk={dangers.narrower || dangers.fewerQueues ? 'disruptive' : 'change'}
      {...(refusal ? { disabledReason: refusal } : {})}
      {...(body ? { request: previewRequest(rocketmq.updateTopic, { ...params, body }) } : {})}
    >
      <Fields
        of={updateTopicFields}
        names={names}
        form={form}
        labels={t.fields}
        choices={{ permission: permissions }}
      />
      {dangers.fewerQueues && <p role="status">{t.fewerQueues}</p>}
      {dangers.narrower && <p role="status">{t.narrower}</p>}
      <ReviewChange
        changes={changedFields(before, form.values)}
        labels={t.fields}
        textOf={(field, value) => (field === 'permission' ? (permissions[String(value)] ?? undefined) : undefined)}
      />
    </SideForm>
  )
}

import { useForm } from '@mantine/form'
import { useSuspenseQuery } from '@tanstack/react-query'
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
import { useRouteParams } from '~/components/useRouteParams.ts'
import { validateFields } from '~/components/validateFields.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type TopicParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { usePartialUpdate } from '../usePartialUpdate.ts'
import { dangersOf, editFacts, initialEditValues, toUpdateRequest, type TopicEditValues } from './topicForm.ts'
import { topicMessages } from './topicMessages.ts'
import { topicQuery } from './topicQueries.ts'

const names = ['read_queue_num', 'write_queue_num', 'permission'] as const

/** Changes queues and permission; shows old and new, sends only what differs, overwrites nobody's change. */
export default function TopicEditForm() {
  const t = useMessages(topicMessages)
  const words = useMessages(rocketmqMessages)
  const navigate = useNavigate()
  const place = useInstancePlace()
  const params = useRouteParams<TopicParams>()
  const { instance, reason } = useInstance()
  const { data: topic } = useSuspenseQuery(topicQuery(params))
  const opened = initialEditValues(topic)
  const form = useForm<TopicEditValues>({
    initialValues: opened,
    validate: (values) => validateFields(editFacts(opened), values),
  })
  const { before, mutation, conflict, accept, save } = usePartialUpdate({
    connection: params.connection,
    operation: rocketmq.updateTopic,
    form,
    opened,
    read: async () => initialEditValues(await call(rocketmq.getTopic, params)),
    send: async (values, old) => {
      const body = toUpdateRequest(values, old)
      if (body) await call(rocketmq.updateTopic, { ...params, body })
    },
  })
  const body = toUpdateRequest(form.values, before)
  const dangers = dangersOf(body, before)
  const sentences = [
    ...(dangers.fewerQueues ? [t.fewerQueues] : []),
    ...(dangers.unread ? [t.unread] : []),
    ...(dangers.narrower ? [t.narrower] : []),
  ]
  const close = () => void navigate(rocketmqPaths.topic(params))
  const handleSubmit = (values: TopicEditValues) => {
    if (!toUpdateRequest(values, before)) return close()
    save(values, () => {
      toast({ tone: 'ok', message: t.saved(params.topic) })
      close()
    })
  }
  const refusal = reason(instanceCan.manageTopics(instance))
  const permissions: Record<string, string> = words.topicPermission
  const textOf = (field: string, value: unknown) =>
    field === 'permission' ? (permissions[String(value)] ?? undefined) : undefined
  return (
    <SideForm
      title={t.editTitle}
      subtitle={params.topic}
      onClose={close}
      form={form}
      mutation={mutation}
      onSubmit={handleSubmit}
      submitLabel={t.save}
      place={place}
      danger={{ target: { name: params.topic, kind: t.topic }, sentences }}
      {...(refusal ? { disabledReason: refusal } : {})}
      {...(body ? { request: previewRequest(rocketmq.updateTopic, { ...params, body }) } : {})}
    >
      {conflict && <ConflictNotice error={conflict} labels={t.fields} textOf={textOf} onAccept={accept} />}
      <Fields
        of={editFacts(opened)}
        names={names}
        form={form}
        labels={t.fields}
        help={t.editHelp}
        choices={{ permission: permissions }}
      />
      <ReviewChange changes={changedFields(before, form.values)} labels={t.fields} textOf={textOf} />
    </SideForm>
  )
}

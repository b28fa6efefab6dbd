import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { previewRequest } from '~/api/request.ts'
import { ConflictNotice } from '~/components/ConflictNotice.tsx'
import { ReviewChange } from '~/components/ReviewChange.tsx'
import { SideForm } from '~/components/SideForm.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { User } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type UserParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { dangerSentences } from './dangerSentences.ts'
import { useRightText } from './userColumns.tsx'
import { UserFields } from './UserFields.tsx'
import { carryOver, dangersOf, initialEditValues, reviewOf, toUpdateRequest, type UserValues } from './userForm.ts'
import { userFormMessages } from './userFormMessages.ts'
import { userMessages } from './userMessages.ts'
import { userQuery } from './userQueries.ts'
import { useUserForm } from './useUserForm.ts'
import { useUserUpdate } from './useUserUpdate.ts'

/** Changes a user; sends it back whole, with only the touched fields different. */
export default function UserEditForm() {
  const t = useMessages(userFormMessages)
  const words = useMessages(userMessages)
  const navigate = useNavigate()
  const place = useInstancePlace()
  const rightText = useRightText()
  const params = useRouteParams<UserParams>()
  const { instance, reason } = useInstance()
  const { data: user } = useSuspenseQuery(userQuery(params))
  // What the form was opened on; a refresh behind it must not change what "old" means.
  const [opened, setOpened] = useState<User>(user)
  const before = initialEditValues(opened)
  const form = useUserForm(before, true)
  const { values } = form
  const { mutation, conflict, save } = useUserUpdate(params)
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (conflict) notice.current?.focus()
  }, [conflict])

  const changes = reviewOf(values, before)
  const dangers = dangersOf(values, before)
  const body = toUpdateRequest(opened, values, before)
  const close = () => void navigate(rocketmqPaths.user(params))
  const handleSubmit = (submitted: UserValues) => {
    if (!toUpdateRequest(opened, submitted, before)) return close()
    save({ opened, before, values: submitted }, () => {
      toast({ tone: 'ok', message: t.saved(params.user_name) })
      close()
    })
  }
  const handleAccept = (current: User) => {
    const now = initialEditValues(current)
    setOpened(current)
    form.setInitialValues(now)
    form.setValues(carryOver(values, before, now))
    mutation.reset()
  }
  const refusal = reason(instanceCan.manageUsers(instance))
  const labels: Record<string, string> = { ...t.fields }
  for (const { field } of changes) {
    const [list, ...name] = field.split('.')
    if (name.length > 0)
      labels[field] = list === 'topic_perms' ? t.topicReview(name.join('.')) : t.groupReview(name.join('.'))
  }
  const textOf = (field: string, value: unknown) => {
    // A line that is not there: the default counts.
    if (value === undefined && field.includes('.')) return t.byDefault
    return field.includes('_perm') && typeof value === 'string' ? rightText(value) : undefined
  }
  return (
    <SideForm
      wide
      title={t.editTitle}
      subtitle={params.user_name}
      onClose={close}
      form={form}
      mutation={mutation}
      onSubmit={handleSubmit}
      submitLabel={t.save}
      place={place}
      danger={{ target: { name: params.user_name, kind: words.user }, sentences: dangerSentences(dangers, t) }}
      {...(refusal ? { disabledReason: refusal } : {})}
      // The preview masks the secret; that one is sent is part of the truth.
      {...(body
        ? {
            request: previewRequest(rocketmq.updateUser, {
              ...params,
              body: { ...body, secret_key: body.secret_key ?? opened.secret_key ?? '' },
            }),
          }
        : {})}
    >
      {conflict && (
        <div ref={notice} tabIndex={-1}>
          <ConflictNotice
            error={conflict}
            labels={t.fields}
            secrets={['secret_key']}
            onAccept={() => handleAccept(conflict.current as User)}
          />
        </div>
      )}
      <UserFields params={params} form={form} before={before} exists />
      <ReviewChange changes={changes} labels={labels} secrets={['secret_key']} textOf={textOf} />
    </SideForm>
  )
}

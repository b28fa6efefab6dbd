import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useOp } from '~/api/query.ts'
import { previewRequest } from '~/api/request.ts'
import { SideForm } from '~/components/SideForm.tsx'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { UserCreatedDialog } from './UserCreatedDialog.tsx'
import { UserFields } from './UserFields.tsx'
import { initialCreateValues, toCreateRequest, type UserValues } from './userForm.ts'
import { userFormMessages } from './userFormMessages.ts'
import { useUserForm } from './useUserForm.ts'

const initial = initialCreateValues()

/** Creates an ACL user, then says how clients sign in as it. */
export default function UserCreateForm() {
  const t = useMessages(userFormMessages)
  const navigate = useNavigate()
  const place = useInstancePlace()
  const { params, instance, reason } = useInstance()
  const create = useOp(rocketmq.createUser)
  const form = useUserForm(initial, false)
  const [created, setCreated] = useState<UserValues>()
  const close = () => void navigate(rocketmqPaths.users(params))
  const handleSubmit = (values: UserValues) => {
    // The answer comes in two shapes and holds nothing that was not typed: it is not looked at.
    create.mutate({ ...params, body: toCreateRequest(values) }, { onSuccess: () => setCreated(values) })
  }
  if (created) {
    const { access_key: name, secret_key: secret } = created
    const to = rocketmqPaths.user({ ...params, user_name: name })
    return <UserCreatedDialog name={name} secret={secret} instance={instance} to={to} onClose={close} />
  }
  const refusal = reason(instanceCan.manageUsers(instance))
  return (
    <SideForm
      wide
      title={t.createTitle}
      onClose={close}
      form={form}
      mutation={create}
      onSubmit={handleSubmit}
      submitLabel={t.create}
      place={place}
      request={previewRequest(rocketmq.createUser, { ...params, body: toCreateRequest(form.values) })}
      {...(refusal ? { disabledReason: refusal } : {})}
    >
      <UserFields params={params} form={form} before={initial} />
    </SideForm>
  )
}

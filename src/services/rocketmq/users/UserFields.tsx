import type { UseFormReturnType } from '@mantine/form'
import { Fields } from '~/components/Fields.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { createUserFields } from '~/contract/rocketmq/generated/fields.ts'
import type { FieldFact } from '~/contract/types.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { RightsField } from './RightsField.tsx'
import { SecretGenerator } from './SecretGenerator.tsx'
import css from './user.module.css'
import { useRightOptions } from './useRightOptions.ts'
import type { UserValues } from './userForm.ts'
import { userFormMessages } from './userFormMessages.ts'

/** A right is chosen by its word; `options` hold the values, so that an unknown one stays choosable. */
const right: FieldFact = { type: 'string', required: true }
const facts = { ...createUserFields, default_topic_perm: right, default_group_perm: right }

interface Props {
  params: InstanceParams
  form: UseFormReturnType<UserValues>
  /** The values that the form was opened with: a right that was set then can be chosen again. */
  before: UserValues
  /** Of a user that exists: the name stays, the secret may be left empty. */
  exists?: boolean
}

/** The fields of a user, the same for creating and changing. */
export function UserFields({ params, form, before, exists = false }: Props) {
  const t = useMessages(userFormMessages)
  const topicOptions = useRightOptions('topic')
  const groupOptions = useRightOptions('group')
  const { newSecret, ...help } = t.help
  const secret: FieldFact = { ...createUserFields.secret_key, required: exists ? undefined : true }
  const shared = {
    of: { ...facts, secret_key: secret } satisfies Record<string, FieldFact>,
    form,
    labels: t.fields,
    help: exists ? { ...help, secret_key: newSecret } : help,
    options: {
      default_topic_perm: topicOptions(before.default_topic_perm),
      default_group_perm: groupOptions(before.default_group_perm),
    },
  }
  return (
    <>
      {exists ? null : <Fields {...shared} names={['access_key']} />}
      <div className={css.secret}>
        <Fields {...shared} names={['secret_key']} />
        <SecretGenerator form={form} />
      </div>
      <Fields {...shared} names={['white_remote_address', 'admin']} />
      <Fields {...shared} names={['default_topic_perm']} />
      <RightsField params={params} form={form} field="topic_perms" />
      <Fields {...shared} names={['default_group_perm']} />
      <RightsField params={params} form={form} field="group_perms" />
    </>
  )
}

import { PasswordInput, Radio, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection, CredentialKind } from '~/contract/console.ts'
import { connectionFormMessages } from './connectionFormMessages.ts'
import { credentialFields, type ConnectionValues } from './connectionForm.ts'
import classes from './Connections.module.css'

interface Props {
  form: UseFormReturnType<ConnectionValues>
  stored?: Connection | undefined
}

const kinds: readonly CredentialKind[] = ['aksk', 'temporary', 'password']
const plain: readonly string[] = ['accessKey', 'domain', 'user']

/** How the connection signs in. Secrets are typed hidden and never come back. */
export function CredentialFields({ form, stored }: Props) {
  const t = useMessages(connectionFormMessages)
  const { kind } = form.values
  const isStored = stored?.credential.kind === kind
  return (
    <fieldset className={classes.group}>
      <legend>{t.credential}</legend>
      <Radio.Group
        aria-label={t.credential}
        description={t.kindHelp[kind]}
        inputWrapperOrder={['input', 'description', 'error']}
        {...form.getInputProps('kind')}
      >
        <div className={classes.kinds}>
          {kinds.map((value) => (
            <Radio key={value} value={value} label={t.kinds[value]} />
          ))}
        </div>
      </Radio.Group>
      {isStored ? <p className={classes.dim}>{t.kept(stored.credential.hint)}</p> : null}
      {credentialFields[kind].map((name) =>
        plain.includes(name) ? (
          <TextInput
            key={name}
            label={t[name]}
            autoComplete="off"
            spellCheck={false}
            required={!isStored}
            {...form.getInputProps(name)}
          />
        ) : (
          <PasswordInput
            key={name}
            label={t[name]}
            // Browsers ignore `off` for passwords; this is no password of this site, so none may be filled in or kept.
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t.show(t[name]) }}
            required={!isStored}
            {...form.getInputProps(name)}
          />
        ),
      )}
    </fieldset>
  )
}

import { Group } from '@mantine/core'
import { Button } from '~/components/Button.tsx'
import { Details } from '~/components/Details.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { Secret } from '~/components/Secret.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import css from './user.module.css'
import { javaClient } from './javaClient.ts'
import { userFormMessages } from './userFormMessages.ts'

interface Props {
  name: string
  /** As it was typed or generated: it is kept while the dialog stands. */
  secret: string
  instance: ShowInstanceResp
  /** Address of the user's page. */
  to: string
  onClose: () => void
}

/** Once, after a user was created: what its clients need. The secret stays hidden until one asks to see or copy it. */
export function UserCreatedDialog({ name, secret, instance, to, onClose }: Props) {
  const t = useMessages(userFormMessages)
  const words = useMessages(rocketmqMessages)
  const address = instance.namesrv_address
  return (
    <Dialog onClose={onClose} title={t.createdTitle(name)} size={620} closeLabel={t.done}>
      <p>{t.createdText}</p>
      <Details
        rows={[
          { label: t.accessKey, value: name, copy: name, mono: true },
          {
            label: t.fields.secret_key,
            value: <Secret label={t.secretOf(name)} onReveal={() => Promise.resolve(secret)} />,
          },
          { label: t.nameServers, value: address, mono: true, ...(address ? { copy: address } : {}) },
        ]}
      />
      <h2 className={css.heading}>{t.example}</h2>
      <pre className={css.snippet}>{javaClient(name, instance)}</pre>
      <Group mt={12}>
        <Button variant="filled" onClick={onClose} data-autofocus>
          {t.done}
        </Button>
        <Button to={to}>{words.openNamed(name)}</Button>
      </Group>
    </Dialog>
  )
}

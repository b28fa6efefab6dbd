import { Button } from '@mantine/core'
import { Details } from '~/components/Details.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import css from './user.module.css'
import { javaClient } from './javaClient.ts'
import { userFormMessages } from './userFormMessages.ts'

interface Props {
  name: string
  instance: ShowInstanceResp
  onClose: () => void
}

/** Once, after a user was created: what its clients need. The secret is not repeated. */
export function UserCreatedDialog({ name, instance, onClose }: Props) {
  const t = useMessages(userFormMessages)
  const address = instance.namesrv_address
  return (
    <Dialog onClose={onClose} title={t.createdTitle(name)} size={620} closeLabel={t.done}>
      <p>{t.createdText}</p>
      <Details
        rows={[
          { label: t.accessKey, value: name, copy: name, mono: true },
          { label: t.fields.secret_key, value: t.secretTyped },
          { label: t.nameServers, value: address, mono: true, ...(address ? { copy: address } : {}) },
        ]}
      />
      <h2 className={css.heading}>{t.example}</h2>
      <pre className={css.snippet}>{javaClient(name, instance)}</pre>
      <Button variant="filled" mt={12} onClick={onClose} data-autofocus>
        {t.done}
      </Button>
    </Dialog>
  )
}

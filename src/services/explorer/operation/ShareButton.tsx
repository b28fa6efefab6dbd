import { useState } from 'react'
import { withoutSecrets } from '~/api/withoutSecrets.ts'
import { Button } from '~/components/Button.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import type { Operation } from '~/contract/types.ts'
import { stringifyJson } from '~/lib/json.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { engineOf, withEngine } from '../engine.ts'
import css from './Operation.module.css'
import { operationMessages } from './operationMessages.ts'
import { writeShared } from './shared.ts'

interface Props {
  connection: string
  operation: Operation
  args: Record<string, unknown>
}

/** Copies a link to this operation with its values, without secrets; values that no link can hold are copied as JSON. */
export function ShareButton({ connection, operation, args }: Props) {
  const t = useMessages(operationMessages)
  const [isTooLong, setTooLong] = useState(false)
  const safe = withEngine(withoutSecrets(operation, args), engineOf(args))
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      toast({ tone: 'ok', message: t.copied, id: 'explorer-share' })
    } catch {
      toast({ tone: 'error', message: t.copyFailed, id: 'explorer-share' })
    }
  }
  const handleShare = async () => {
    const values = await writeShared(safe)
    if (values === undefined) setTooLong(true)
    else
      await copy(
        `${location.origin}${import.meta.env.BASE_URL.replace(/\/$/, '')}${explorerPaths.operation({ connection, family: operation.family, operationId: operation.id })}${values}`,
      )
  }
  return (
    <>
      <Button onClick={() => void handleShare()}>{t.share}</Button>
      <Dialog opened={isTooLong} onClose={() => setTooLong(false)} title={t.share}>
        <p>{t.tooLong}</p>
        <div className={css.buttons}>
          <Button
            variant="filled"
            data-autofocus
            onClick={() => void copy(stringifyJson(safe, 2)).then(() => setTooLong(false))}
          >
            {t.copyJson}
          </Button>
          <Button onClick={() => setTooLong(false)}>{t.cancel}</Button>
        </div>
      </Dialog>
    </>
  )
}

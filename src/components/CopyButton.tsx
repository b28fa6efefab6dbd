import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { commonMessages } from './commonMessages.ts'
import { IconButton } from './IconButton.tsx'
import { useCopy } from './useCopy.ts'
import { useMessages } from './useMessages.ts'
import css from './values.module.css'

interface Props {
  /** The text, or what fetches it: a secret is copied without being shown. */
  text: string | (() => Promise<string>)
  /** What is copied, for the name of the button: `request ID`. */
  what?: string
}

/** Copies, and says so to eyes and ears. */
export function CopyButton({ text, what }: Props) {
  const t = useMessages(commonMessages)
  const { state, copy } = useCopy()
  const Icon = state === 'copied' ? IconCheck : state === 'failed' ? IconX : IconCopy
  return (
    <>
      <IconButton label={what ? t.copyOf(what) : t.copy} onClick={() => void copy(text)}>
        <Icon size={14} aria-hidden />
      </IconButton>
      <output className={css.srOnly}>{state === 'copied' ? t.copied : state === 'failed' ? t.copyFailed : ''}</output>
    </>
  )
}

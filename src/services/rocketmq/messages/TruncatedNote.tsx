import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import { messageMessages } from './messageMessages.ts'
import type { MessageList } from './useMessageList.ts'
import css from './message.module.css'

/** Says that sorting and filtering did not see every message, and what to do about it. */
export function TruncatedNote({ truncated }: { truncated: MessageList['truncated'] }) {
  const t = useMessages(messageMessages)
  if (!truncated) return null
  const read = formatNumber(truncated.read) ?? ''
  return (
    <p role="status" className={css.warn}>
      {truncated.total === undefined
        ? t.truncatedUnknown(read)
        : t.truncated(read, formatNumber(truncated.total) ?? '')}
    </p>
  )
}

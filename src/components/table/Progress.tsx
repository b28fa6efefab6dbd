import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import { tableMessages } from './tableMessages.ts'
import css from './Toolbar.module.css'

interface Props {
  read: number
  total?: number
  onCancel?: () => void
}

/** How far the reading of all pages has come. */
export function Progress({ read, total, onCancel }: Props) {
  const t = useMessages(tableMessages)
  const text = formatNumber(read) ?? ''
  return (
    <span className={css.progress}>
      {total === undefined ? t.reading(text) : t.readingOf(text, formatNumber(total) ?? '')}
      {onCancel ? (
        <button type="button" className={css.link} onClick={onCancel}>
          {t.cancel}
        </button>
      ) : null}
    </span>
  )
}

import type { LeftOut } from './bulkAction.ts'
import { formMessages } from './formMessages.ts'
import { ItemBox } from './ItemBox.tsx'
import { useMessages } from './useMessages.ts'
import css from './Form.module.css'

/** So many are named. */
const NAMED = 100

/** The selected rows to which a bulk action will not be done, each with the reason; nothing where there are none. */
export function LeftOutList({ rows }: { rows: readonly LeftOut[] }) {
  const t = useMessages(formMessages)
  if (rows.length === 0) return null
  return (
    <div className={css.confirm}>
      <p>{t.leftOut(rows.length)}</p>
      <ItemBox label={t.leftOut(rows.length)}>
        <ul>
          {rows.slice(0, NAMED).map(({ name, reason }) => (
            <li key={name}>
              <code>{name}</code>
              <span>{reason}</span>
            </li>
          ))}
        </ul>
      </ItemBox>
      {rows.length > NAMED ? <p className={css.dim}>{t.firstShown(String(NAMED), String(rows.length))}</p> : null}
    </div>
  )
}

import type { ReactNode } from 'react'
import { valueText, type Change } from '~/lib/changes.ts'
import { formMessages } from './formMessages.ts'
import { useMessages } from './useMessages.ts'
import css from './Form.module.css'

interface Props {
  changes: readonly Change[]
  /** Labels by wire name. */
  labels: Readonly<Record<string, string>>
  /** Fields whose value is not shown. */
  secrets?: readonly string[]
  /** Words for a value, e.g. of an enum; undefined: as it is. */
  textOf?: (field: string, value: unknown) => ReactNode
  /** What the two values are, where the change is not the one that will be sent. */
  heads?: { title: string; before: string; after: string }
}

/** Old and new value of everything that will be changed, before it is sent. */
export function ReviewChange({ changes, labels, secrets = [], textOf, heads }: Props) {
  const t = useMessages(formMessages)
  if (changes.length === 0) return <p className={css.dim}>{t.noChange}</p>
  const show = (field: string, value: unknown) => {
    if (typeof value === 'boolean') return textOf?.(field, value) ?? (value ? t.yes : t.no)
    return textOf?.(field, value) ?? valueText(value) ?? <span className={css.dim}>{t.unset}</span>
  }
  return (
    <div className={css.review}>
      <table>
        <caption>{heads?.title ?? t.reviewTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{t.field}</th>
            <th scope="col">{heads?.before ?? t.before}</th>
            <th scope="col">{heads?.after ?? t.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">{labels[field] ?? field}</th>
              {secrets.includes(field) ? (
                <>
                  <td className={css.old}>•••</td>
                  <td className={css.new}>{t.secretChanged}</td>
                </>
              ) : (
                <>
                  <td className={css.old}>{show(field, before)}</td>
                  <td className={css.new}>{show(field, after)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { Button } from '~/components/Button.tsx'
import type { Column } from '~/components/column.ts'
import { IconButton } from '~/components/IconButton.tsx'
import { PopoverButton } from '~/components/PopoverButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { TableLayout } from './tableLayout.ts'
import { tableMessages } from './tableMessages.ts'
import css from './Toolbar.module.css'

interface Props<Row> {
  columns: readonly Column<Row>[]
  layout: TableLayout<Row>
}

/** Which columns, in which order, how high. The first column names the row and always stays. */
export function ColumnChooser<Row>({ columns, layout }: Props<Row>) {
  const t = useMessages(tableMessages)
  const ids = layout.shown.map((column) => column.id)
  const hidden = columns.filter((column) => !ids.includes(column.id))
  const swap = (a: number, b: number) => {
    const next = [...ids]
    const [x, y] = [next[a], next[b]]
    if (x === undefined || y === undefined) return
    next[a] = y
    next[b] = x
    layout.setColumns(next)
  }
  return (
    <PopoverButton face={t.columns} title={t.columnsLabel}>
      {() => (
        <>
          <ul className={css.columns}>
            {[...layout.shown, ...hidden].map((column, i) => {
              const at = ids.indexOf(column.id)
              return (
                <li key={column.id}>
                  <label className={css.choice}>
                    <input
                      type="checkbox"
                      checked={at >= 0}
                      disabled={column.id === columns[0]?.id && at >= 0}
                      onChange={(event) =>
                        layout.setColumns(
                          event.target.checked ? [...ids, column.id] : ids.filter((id) => id !== column.id),
                        )
                      }
                    />
                    {column.label}
                  </label>
                  {at >= 0 ? (
                    <span className={css.order}>
                      <IconButton label={t.moveUp(column.label)} disabled={i === 0} onClick={() => swap(at, at - 1)}>
                        <IconArrowUp size={14} aria-hidden />
                      </IconButton>
                      <IconButton
                        label={t.moveDown(column.label)}
                        disabled={at === ids.length - 1}
                        onClick={() => swap(at, at + 1)}
                      >
                        <IconArrowDown size={14} aria-hidden />
                      </IconButton>
                    </span>
                  ) : null}
                </li>
              )
            })}
          </ul>
          <fieldset className={css.choices}>
            <legend>{t.density}</legend>
            {(['dense', 'relaxed'] as const).map((density) => (
              <label key={density} className={css.choice}>
                <input
                  type="radio"
                  name="density"
                  checked={layout.density === density}
                  onChange={() => layout.setDensity(density)}
                />
                {t[density]}
              </label>
            ))}
          </fieldset>
          <Button onClick={() => layout.setColumns(undefined)}>{t.resetColumns}</Button>
        </>
      )}
    </PopoverButton>
  )
}

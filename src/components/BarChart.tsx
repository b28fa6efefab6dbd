import { formatNumber, type NumberLike } from './numbers.ts'
import css from './Bar.module.css'

export interface ChartBar {
  label: string
  /** Undefined: not known, "–" and no bar. */
  value: NumberLike | undefined
  tone?: 'ok' | 'warn' | 'error'
}

interface Props {
  /** Says what is counted. */
  label: string
  nameLabel: string
  valueLabel: string
  bars: readonly ChartBar[]
}

/** Lengths to compare, as a table with a bar in each line: the same content for eyes, screen readers and copying. */
export function BarChart({ label, nameLabel, valueLabel, bars }: Props) {
  const numbers = bars.map((bar) => (bar.value === undefined ? undefined : Number(String(bar.value))))
  const max = Math.max(0, ...numbers.filter((n) => n !== undefined))
  return (
    <div className={css.chart}>
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{nameLabel}</th>
            <td aria-hidden />
            <th scope="col">{valueLabel}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar, i) => (
            <tr key={bar.label}>
              <th scope="row">{bar.label}</th>
              <td aria-hidden>
                <span className={css.track}>
                  {numbers[i] === undefined || max === 0 ? null : (
                    <span
                      className={css.fill}
                      data-tone={bar.tone ?? 'ok'}
                      style={{ width: `${((numbers[i] ?? 0) / max) * 100}%` }}
                    />
                  )}
                </span>
              </td>
              <td>{formatNumber(bar.value) ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

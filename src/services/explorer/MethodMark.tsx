import type { Method } from '~/contract/types.ts'
import css from './Explorer.module.css'

/** The HTTP method, told apart by shape and word, colour only adds to it. */
export function MethodMark({ method }: { method: Method }) {
  return (
    <span className={css.method} data-method={method}>
      {method}
    </span>
  )
}

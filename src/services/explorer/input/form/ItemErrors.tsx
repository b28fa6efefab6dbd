import type { InputError } from '../types.ts'
import css from './Form.module.css'

/** What is wrong with one entry of a list or a map. */
export function ItemErrors({ id, errors }: { id: string; errors: readonly InputError[] }) {
  return (
    <div id={id} className={css.help}>
      {errors.map((error) => (
        <p key={error.message} className={error.isAdvice ? css.advice : css.error}>
          {error.message}
        </p>
      ))}
    </div>
  )
}

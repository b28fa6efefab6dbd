import { useForm } from './formContext.ts'
import css from './Form.module.css'

/** What is wrong with one entry of a list or a map. */
export function ItemErrors({ id, pointer }: { id: string; pointer: string }) {
  const { errors } = useForm()
  return (
    <div id={id} className={css.help}>
      {errors.get(pointer)?.map((error) => (
        <p key={error.message} className={css.error}>
          {error.message}
        </p>
      ))}
    </div>
  )
}

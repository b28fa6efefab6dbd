import type { ReactNode } from 'react'
import { FormCore, type FormProps } from './FormCore.tsx'
import css from './Form.module.css'

interface Props<Values> extends FormProps<Values> {
  title: string
  subtitle?: ReactNode
}

/** A form that is too long for the side: a page of its own. */
export function PageForm<Values extends object>({ title, subtitle, ...core }: Props<Values>) {
  return (
    <div className={css.page}>
      <h1 className={css.pageTitle}>{title}</h1>
      {subtitle ? <p className={css.subtitle}>{subtitle}</p> : null}
      <FormCore {...core} />
    </div>
  )
}

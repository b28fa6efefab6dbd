import type { ComponentProps } from 'react'
import { LanguageButton } from '../shell/DisplayMenus.tsx'
import classes from './session.module.css'
import { SessionForm } from './SessionForm.tsx'

type Props = Omit<ComponentProps<typeof SessionForm>, 'className' | 'onCancel'> & { title: string }

/** A page of its own, outside the shell: the product's name, the language, a title, and a form. */
export function SessionCard({ title, children, ...form }: Props) {
  return (
    <main className={classes.page}>
      <SessionForm className={classes.card} {...form}>
        <span className={classes.brand}>
          <i aria-hidden="true" /> Gantry
          <LanguageButton />
        </span>
        <h1>{title}</h1>
        {children}
      </SessionForm>
    </main>
  )
}

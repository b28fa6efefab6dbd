import { Drawer } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { FormCore, type FormProps } from './FormCore.tsx'
import { formMessages } from './formMessages.ts'
import { useMessages } from './useMessages.ts'
import { useReturnedFocus } from './useReturnedFocus.ts'
import css from './Form.module.css'

interface Props<Values> extends FormProps<Values> {
  title: string
  /** What it is about: the resource. What that lives in is added from the place. */
  subtitle?: ReactNode
  /** For a form with a table. */
  wide?: boolean
}

/** A form at the side of the page it belongs to; opened by a route, so `onClose` navigates back to the parent. */
export function SideForm<Values extends object>({ title, subtitle, wide, ...core }: Props<Values>) {
  const t = useMessages(formMessages)
  useReturnedFocus(true)
  const [isAsking, setAsking] = useState(false)
  const parent = core.place?.parent?.name
  return (
    <Drawer
      opened
      onClose={core.onClose}
      closeOnEscape={!isAsking}
      returnFocus={false}
      position="right"
      size={wide ? 'min(640px, 100vw)' : 'min(520px, 100vw)'}
      padding={0}
      title={
        <>
          <span className={css.title}>{title}</span>
          {subtitle || parent ? (
            <span className={css.subtitle}>
              {subtitle}
              {subtitle && parent ? ' · ' : null}
              {parent}
            </span>
          ) : null}
        </>
      }
      closeButtonProps={{ 'aria-label': t.close }}
      classNames={{ content: css.drawer, header: css.header, body: css.drawerBody }}
    >
      <FormCore {...core} onAsking={setAsking} />
    </Drawer>
  )
}

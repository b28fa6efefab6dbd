import { Menu } from '@mantine/core'
import { useEffect } from 'react'
import type { Action } from '~/components/actions.ts'
import { ActionItems } from '~/components/ActionItems.tsx'
import { commonMessages } from '~/components/commonMessages.ts'
import { useMessages } from '~/components/useMessages.ts'
import css from '~/components/ActionMenu.module.css'

export interface OpenMenu<Row> {
  row: Row
  name: string
  /** The button of the row: the menu opens at it and gives the focus back to it. */
  button: HTMLElement
}

export interface RowMenuProps<Row> {
  open: OpenMenu<Row>
  actions: (row: Row) => readonly Action[]
  onClose: () => void
}

/** The one menu that all rows share; mounted while it is open only. */
export function RowMenu<Row>({ open, actions, onClose }: RowMenuProps<Row>) {
  const t = useMessages(commonMessages)
  const { left, top, width, height } = open.button.getBoundingClientRect()
  useEffect(() => {
    const handleScroll = (event: Event) => {
      if (!(event.target instanceof Element && event.target.closest('[role=menu]'))) onClose()
    }
    document.addEventListener('scroll', handleScroll, true)
    return () => document.removeEventListener('scroll', handleScroll, true)
  }, [onClose])
  const handleClose = () => {
    // The menu is gone with this draw, so it cannot give the focus back by itself.
    if (document.activeElement === document.body || document.activeElement?.closest('[role=menu]'))
      open.button.focus({ preventScroll: true })
    onClose()
  }
  return (
    <Menu
      opened
      onClose={handleClose}
      position="bottom-end"
      width={240}
      withInitialFocusPlaceholder={false}
      returnFocus={false}
      classNames={{ item: css.item }}
    >
      <Menu.Target>
        <button type="button" tabIndex={-1} aria-hidden className={css.anchor} style={{ left, top, width, height }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t.actionsFor(open.name)}>
        <ActionItems actions={actions(open.row)} />
      </Menu.Dropdown>
    </Menu>
  )
}

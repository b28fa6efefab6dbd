import { Menu } from '@mantine/core'
import { useEffect, useImperativeHandle, useLayoutEffect, type Ref } from 'react'
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

/** Stands for the button of the row, which is drawn with the row and not here. */
function ButtonOfRow({ button, ref }: { button: HTMLElement; ref?: Ref<HTMLElement> }) {
  useImperativeHandle(ref, () => button, [button])
  return null
}

/** The one menu that all rows share; mounted while it is open only. It follows its button, and goes with it. */
export function RowMenu<Row>({ open, actions, onClose }: RowMenuProps<Row>) {
  const t = useMessages(commonMessages)
  const { button } = open
  // A key reaches a button that is half out of sight, or all of it.
  useLayoutEffect(() => {
    button.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
  }, [button])
  useEffect(() => {
    // Not at a scroll: the browser tells late of the one that brought the button into sight.
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1)?.isIntersecting === false) onClose()
    })
    observer.observe(button)
    return () => observer.disconnect()
  }, [button, onClose])
  const handleClose = () => {
    // The menu is gone with this draw, so it cannot give the focus back by itself.
    if (document.activeElement === document.body || document.activeElement?.closest('[role=menu]'))
      button.focus({ preventScroll: true })
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
        <ButtonOfRow button={button} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t.actionsFor(open.name)}>
        <ActionItems actions={actions(open.row)} />
      </Menu.Dropdown>
    </Menu>
  )
}

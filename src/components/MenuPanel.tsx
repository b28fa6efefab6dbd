import { Menu } from '@mantine/core'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import css from './ActionMenu.module.css'
import { MenuFace, type MenuEntry } from './MenuButton.tsx'
import { useOpening } from './useOpening.ts'
import './focusTrail.ts'

interface Props {
  look: { label: string; className: string | undefined; disabled: boolean | undefined }
  children: ReactNode
  /** A function is asked each time that the menu opens. */
  entries: readonly MenuEntry[] | (() => readonly MenuEntry[])
  position: 'bottom-start' | 'bottom-end'
  width: number | undefined
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'heading') return <Menu.Label>{entry.label}</Menu.Label>
  if (entry.kind === 'divider') return <Menu.Divider />
  if (entry.kind === 'switch')
    return (
      <Menu.CheckboxItem checked={entry.checked} onChange={entry.onChange} closeMenuOnClick={false}>
        {entry.label}
      </Menu.CheckboxItem>
    )
  const { label, to, onSelect, current, tone, disabledReason } = entry
  if (disabledReason !== undefined)
    return (
      <Menu.Item aria-disabled closeMenuOnClick={false} className={css.off}>
        {label}
        <span className={css.reason}>{disabledReason}</span>
      </Menu.Item>
    )
  const look = { ...(tone === 'danger' ? { color: 'red' } : {}), ...(current ? { 'aria-current': true as const } : {}) }
  if (to !== undefined)
    return (
      <Menu.Item component={Link} to={to} {...look}>
        {label}
      </Menu.Item>
    )
  return (
    <Menu.Item onClick={onSelect} {...look}>
      {label}
    </Menu.Item>
  )
}

/** In the menu only while it is open. */
function Entries({ entries }: Pick<Props, 'entries'>) {
  const all = typeof entries === 'function' ? entries() : entries
  return all.map((entry) => <Entry key={entry.id} entry={entry} />)
}

/** The menu of `MenuButton`, open from its first paint on: it was asked for. */
export default function MenuPanel({ look, children, entries, position, width }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  const [isWanted, setOpen] = useState(true)
  const isOpen = useOpening(isWanted)
  // The button that was pressed is gone, and the focus with it: the one in its place takes it before the menu opens.
  useLayoutEffect(() => button.current?.focus({ preventScroll: true }), [])
  return (
    <Menu opened={isOpen} onChange={setOpen} position={position} width={width} classNames={{ item: css.item }}>
      <Menu.Target>
        <MenuFace {...look} ref={button}>
          {children}
        </MenuFace>
      </Menu.Target>
      <Menu.Dropdown>
        <Entries entries={entries} />
      </Menu.Dropdown>
    </Menu>
  )
}

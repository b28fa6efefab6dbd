import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import css from './ActionMenu.module.css'
import type { MenuEntry } from './MenuButton.tsx'

interface Props {
  label: string
  className: string | undefined
  children: ReactNode
  entries: readonly MenuEntry[]
  position: 'bottom-start' | 'bottom-end'
  width: number | undefined
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'heading') return <Menu.Label>{entry.label}</Menu.Label>
  if (entry.kind === 'divider') return <Menu.Divider />
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

/** The menu of `MenuButton`, open from its first draw on: it was asked for. */
export default function MenuPanel({ label, className, children, entries, position, width }: Props) {
  return (
    <Menu defaultOpened position={position} width={width} classNames={{ item: css.item }}>
      <Menu.Target>
        <button type="button" className={className} aria-label={label}>
          {children}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { Action } from './actions.ts'
import { ActionItems } from './ActionItems.tsx'
import css from './ActionMenu.module.css'

/** A button that opens a menu of actions. */
export function ActionMenu({ actions, label }: { actions: readonly Action[]; label: string }) {
  return (
    <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false} classNames={{ item: css.item }}>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} aria-hidden />}>{label}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItems actions={actions} />
      </Menu.Dropdown>
    </Menu>
  )
}

import { Menu } from '@mantine/core'
import { Link } from 'react-router'
import type { Action } from './actions.ts'
import css from './ActionMenu.module.css'

/** The items of a menu of actions. What cannot be done now can still be reached, and says why. */
export function ActionItems({ actions }: { actions: readonly Action[] }) {
  return actions.map((action) => {
    if (action.disabledReason !== undefined) {
      return (
        <Menu.Item key={action.id} aria-disabled closeMenuOnClick={false} className={css.off}>
          {action.label}
          <span className={css.reason}>{action.disabledReason}</span>
        </Menu.Item>
      )
    }
    const color = action.tone === 'danger' ? 'red' : undefined
    if (action.to !== undefined) {
      return (
        <Menu.Item key={action.id} component={Link} to={action.to} color={color} onMouseDown={undefined}>
          {action.label}
        </Menu.Item>
      )
    }
    return (
      <Menu.Item key={action.id} color={color} onClick={action.onSelect}>
        {action.label}
      </Menu.Item>
    )
  })
}

import type { Action } from './actions.ts'
import { MenuButton } from './MenuButton.tsx'

/** A button that opens a menu of actions. What cannot be done now can still be reached, and says why. */
export function ActionMenu({ actions, label }: { actions: readonly Action[]; label: string }) {
  return (
    <MenuButton label={label} entries={actions} width={240}>
      {label}
    </MenuButton>
  )
}

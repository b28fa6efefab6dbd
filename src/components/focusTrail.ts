/**
 * Where the focus was before a dialog opened. What was pressed may be gone when the dialog closes: a line of a menu goes
 * with its menu, a button of a panel with its panel. So all of them are kept since the focus was last outside of both.
 * Loaded with every menu and panel, so that nothing is pressed unseen.
 */
const panels = '[role=dialog], [role=menu]'
let trail: readonly HTMLElement[] = []

function note(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement) || target === document.body) return
  const before = target.closest(panels) ? trail.filter((element) => element !== target && element.isConnected) : []
  trail = [...before, target]
}

note(document.activeElement)
document.addEventListener('focusin', ({ target }) => note(target))

/** What it returns gives the focus back to where it is now, unless something outside of all panels has taken it. */
export function rememberFocus(): () => void {
  const before = trail.toReversed()
  return () => {
    const active = document.activeElement
    if (active && active !== document.body && !active.closest(panels)) return
    for (const element of before) {
      element.focus({ preventScroll: true })
      if (document.activeElement === element) return
    }
  }
}

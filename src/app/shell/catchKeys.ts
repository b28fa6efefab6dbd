/** After this long what is waited for is not coming (its code could not be loaded), and the keys belong to the page again. */
const PATIENCE = 5_000

/** Whether a key writes something. AltGr counts as Ctrl + Alt. */
const isText = (event: KeyboardEvent) =>
  [...event.key].length === 1 &&
  (event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey || event.altKey))

/** What would press or move something behind. */
const swallowed = new Set(['Enter', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])

/**
 * Keeps what is typed from now on for a field that is still to come, so that no key is lost and none acts on the page.
 * Call what it returns once the field has the focus: that ends it and answers what was typed.
 * @param onEscape it is not wanted any more; nothing is caught from here on
 */
export function catchKeys(onEscape: () => void): () => string {
  let typed = ''
  const handleKey = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (isText(event)) typed += event.key
    else if (event.ctrlKey || event.metaKey || event.altKey) return
    else if (event.key === 'Backspace') typed = [...typed].slice(0, -1).join('')
    else if (event.key === 'Escape') {
      stop()
      onEscape()
    } else if (!swallowed.has(event.key)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const stop = () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', handleKey, true)
  }
  const timer = setTimeout(stop, PATIENCE)
  // Before everybody else.
  window.addEventListener('keydown', handleKey, true)
  return () => {
    stop()
    return typed
  }
}

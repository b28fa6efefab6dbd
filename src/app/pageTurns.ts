import type { DataRouter } from 'react-router'

/**
 * Has a page that a click opens drawn in a task of its own. What React draws within the event it follows up at once:
 * all effects of the new page, and what they change, come before the browser may paint it. A change of the query alone
 * is drawn within the event, because fields stand in it.
 */
export function turnPagesApart(router: DataRouter): void {
  const subscribe = router.subscribe
  router.subscribe = (tell) => {
    const waiting: (() => void)[] = []
    // A message, not a timer: timers are slowed down in a hidden tab.
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      for (const next of waiting.splice(0)) next()
    })
    port1.start()
    let shown = router.state.location.pathname
    const unsubscribe = subscribe((state, how) => {
      const { pathname } = state.location
      const turns = pathname !== shown && isClick()
      shown = pathname
      // What comes after a page that waits must not come before it.
      if (!turns && waiting.length === 0) {
        tell(state, how)
        return
      }
      waiting.push(() => tell(state, how))
      port2.postMessage(undefined)
    })
    return () => {
      unsubscribe()
      waiting.length = 0
      port1.close()
    }
  }
}

/**
 * Outside of an event the effects wait of their own accord, and a page that is left because its object is gone has to go
 * together with what else is drawn then.
 */
function isClick(): boolean {
  // The event at hand, as React itself asks for it.
  return window.event?.type === 'click'
}

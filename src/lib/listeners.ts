/** Who wants to hear of changes of one value. */
export interface Listeners {
  /** For `useSyncExternalStore`; answers how to stop listening. */
  subscribe: (listener: () => void) => () => void
  /** Tells everybody that the value has changed. */
  tell: () => void
}

/** A value outside of React that components show: it says `tell` when it changes, they `subscribe`. */
export function createListeners(): Listeners {
  const listeners = new Set<() => void>()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: () => {
      for (const listener of listeners) listener()
    },
  }
}

import { useCallback, useSyncExternalStore } from 'react'

/** One timer for everything that shows an age; it stands still while nobody looks. */
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function tick(): void {
  if (document.hidden) return
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    timer = setInterval(tick, 1000)
    document.addEventListener('visibilitychange', tick)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    document.removeEventListener('visibilitychange', tick)
  }
}

/** Unix ms, cut to steps: the component draws again once per step. */
export function useNow(step: 1000 | 10_000): number {
  const read = useCallback(() => Math.floor(Date.now() / step) * step, [step])
  return useSyncExternalStore(subscribe, read)
}

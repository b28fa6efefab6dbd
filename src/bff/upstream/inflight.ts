interface Shared<T> {
  promise: Promise<T>
  stop: AbortController
  waiting: number
}

export interface Inflight<T> {
  /**
   * Joins the call with this key that is under way, or starts it. The call is aborted only when everyone who waits
   * for it has left.
   */
  join: (key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>) => Promise<T>
}

/** Merges identical reads: fifty tabs of one page cost the cloud one call. */
export function createInflight<T>(): Inflight<T> {
  const running = new Map<string, Shared<T>>()
  return {
    join(key, signal, start) {
      if (signal.aborted) return Promise.reject(signal.reason)
      let shared = running.get(key)
      if (!shared) {
        const stop = new AbortController()
        const mine: Shared<T> = {
          stop,
          waiting: 0,
          promise: start(stop.signal).finally(() => {
            if (running.get(key) === mine) running.delete(key)
          }),
        }
        // Everyone may have left before it fails.
        mine.promise.catch(() => undefined)
        running.set(key, mine)
        shared = mine
      }
      const joined = shared
      joined.waiting += 1
      return new Promise<T>((resolve, reject) => {
        const leave = () => {
          joined.waiting -= 1
          if (joined.waiting === 0) {
            // A call that is being given up must not be joined.
            if (running.get(key) === joined) running.delete(key)
            joined.stop.abort(signal.reason)
          }
          reject(signal.reason)
        }
        signal.addEventListener('abort', leave, { once: true })
        joined.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
      })
    },
  }
}

/** Runs a task as soon as a place is free; leaves the queue when `signal` aborts. */
export type Limited = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>

/** Lets at most `most` tasks run at once; the others wait in order. */
export function limiter(most: number): Limited {
  let running = 0
  const waiting: (() => void)[] = []
  const enter = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(signal?.reason)
      }
      const go = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      waiting.push(go)
      signal?.addEventListener('abort', leave, { once: true })
    })
  return async (task, signal) => {
    signal?.throwIfAborted()
    if (running < most) running++
    else await enter(signal)
    try {
      return await task()
    } finally {
      // The place goes to the next in the queue, so that nobody who comes now can overtake it.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

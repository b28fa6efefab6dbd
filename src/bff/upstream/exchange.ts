/** One request and its answer on undici's wire: chunks wait in a short queue until somebody takes them. */
import type { Dispatcher } from 'undici'
import { toFailure, UpstreamFailure } from './failure.ts'

/** The sender is asked to pause when this many bytes wait. */
const MAX_WAITING = 256 * 1024

export interface Head {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: AsyncIterator<Uint8Array>
  /** Lets go of the connection without reading on. */
  discard: () => void
}

interface Waiting {
  resolve: (result: IteratorResult<Uint8Array>) => void
  reject: (error: UpstreamFailure) => void
}

/**
 * Sends a request; resolves with the head of the answer, whose body can be taken chunk by chunk.
 * A handler of its own instead of undici's streams: most answers are one small chunk.
 * @param limits `total` milliseconds and `bytes` for the whole exchange
 * @throws UpstreamFailure before the head; reading the body throws it after
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  limits: { total: number; bytes: number },
  signal: AbortSignal | undefined,
): Promise<Head> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let waitingBytes = 0
    let size = 0
    let ended = false
    let headSeen = false
    let failure: UpstreamFailure | undefined
    let reader: Waiting | undefined
    let controller: Dispatcher.DispatchController | undefined

    const onAbort = () => fail(signal?.reason)
    const timer = setTimeout(() => fail(new UpstreamFailure('timeout', `longer than ${limits.total} ms`)), limits.total)
    timer.unref()

    function finish(): void {
      ended = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }

    function fail(error: unknown): void {
      if (ended) return
      finish()
      const known = toFailure(error)
      // The head had come: whatever breaks now is a cut-off answer, not an unreachable endpoint.
      failure =
        headSeen && known.kind === 'unreachable'
          ? new UpstreamFailure('bad_answer', `cut off: ${known.detail}`, { cause: error })
          : known
      controller?.abort(failure)
      if (!headSeen) reject(failure)
      reader?.reject(failure)
      reader = undefined
    }

    const body: AsyncIterator<Uint8Array> = {
      next() {
        const chunk = chunks.shift()
        if (chunk) {
          waitingBytes -= chunk.length
          if (controller?.paused && waitingBytes < MAX_WAITING) controller.resume()
          return Promise.resolve({ done: false, value: chunk })
        }
        if (failure) return Promise.reject(failure)
        if (ended) return Promise.resolve({ done: true, value: undefined })
        return new Promise((next, broken) => (reader = { resolve: next, reject: broken }))
      },
      return() {
        discard()
        return Promise.resolve({ done: true, value: undefined })
      },
    }

    function discard(): void {
      chunks.length = 0
      fail(new UpstreamFailure('aborted', 'not read on'))
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started
        // Given up while it waited for a socket.
        if (failure) started.abort(failure)
      },
      onResponseStart(_controller, status, headers) {
        // 1xx: the answer itself is still to come.
        if (status < 200 || ended) return
        headSeen = true
        resolve({ status, headers, body, discard })
      },
      onResponseData(current, chunk) {
        if (ended) return
        size += chunk.length
        if (size > limits.bytes) {
          fail(new UpstreamFailure('bad_answer', `answer larger than ${limits.bytes} bytes`))
          return
        }
        if (reader) {
          const taker = reader
          reader = undefined
          taker.resolve({ done: false, value: chunk })
          return
        }
        chunks.push(chunk)
        waitingBytes += chunk.length
        if (waitingBytes >= MAX_WAITING) current.pause()
      },
      onResponseEnd() {
        if (ended) return
        finish()
        reader?.resolve({ done: true, value: undefined })
        reader = undefined
      },
      onResponseError(_controller, error) {
        fail(error)
      },
    }

    if (signal?.aborted) {
      fail(signal.reason)
      return
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      dispatcher.dispatch(options, handler)
    } catch (error) {
      fail(error)
    }
  })
}

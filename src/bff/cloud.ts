/**
 * Serves `/cloud`. Not a route of the application: a call to the cloud is what this server does nearly always, and
 * making a `Request` and a `Response` of it costs more than signing it.
 */
import type { AppDeps } from './routes/deps.ts'
import { signedOut } from './routes/resource.ts'
import { createDoor } from './door.ts'
import { callHeaders } from './headers.ts'
import type { CloudAnswer, CloudCall } from './proxy/call.ts'
import { SealError } from './secrets/envelope.ts'

/** A call with the address at the other end of its socket. */
export type PeerCall = CloudCall & { peer: string | undefined }

export type CloudDoor = (call: PeerCall) => Promise<CloudAnswer>

/** After how long a call that is still answered asks again whether its session lives, milliseconds. */
const RECHECK_MS = 5_000

/** The part of a target that the log may have. */
function pathOf(target: string): string {
  const mark = target.indexOf('?')
  return mark < 0 ? target : target.slice(0, mark)
}

/** The connection that a path below `/cloud` names, if it can be one. */
function connectionIn(path: string): string | undefined {
  return /^\/cloud\/([0-9a-f-]{36})\//.exec(path)?.[1]
}

/**
 * An answer that ends with the session that asked for it: one that has been signed out gets no more of it. One that
 * stands still is ended by the time-out of its connection.
 */
function whileSignedIn(
  body: AsyncIterable<Uint8Array>,
  isSignedIn: () => Promise<boolean>,
  now: () => number,
): AsyncIterable<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  const end = async (): Promise<IteratorReturnResult<undefined>> => {
    await chunks.return?.()
    return { done: true, value: undefined }
  }
  let checked = now()
  const next = async () => {
    if (now() - checked > RECHECK_MS) {
      checked = now()
      if (!(await isSignedIn())) {
        await end()
        throw new Error('signed out while an answer was being sent')
      }
    }
    return chunks.next()
  }
  return { [Symbol.asyncIterator]: () => ({ next, return: end }) }
}

/** Makes the way in to the proxy: own page, session, connection; every answer leaves with the headers of a call. */
export function cloudDoor(deps: AppDeps): CloudDoor {
  const { cloud, config, connections, now, requests } = deps
  const door = createDoor(deps)
  const standing = { ...callHeaders(config.publicUrl?.protocol === 'https:'), 'cache-control': 'no-store' }

  return async (call) => {
    const started = performance.now()
    const { method, header } = call
    const path = pathOf(call.target)
    const context = door.contextOf(header, call.peer)
    const { requestId } = context
    const answer = await requests.run(context, async () => {
      try {
        await door.admit({ method, path, header }, context)
        const id = connectionIn(path)
        if (id !== undefined) context.target = await connections.resolve(id)
        const admitted = now()
        const given = await cloud(call, { user: context.session?.userName, requestId })
        if (now() - admitted <= RECHECK_MS || (await door.isSignedIn(context))) return given
        // The cloud took its time, and its answer concerns nobody any more. What a write did stands in the record.
        if (given.body !== null && !(given.body instanceof Uint8Array))
          await given.body[Symbol.asyncIterator]().return?.()
        throw signedOut()
      } catch (error) {
        // Somebody has changed the store, or its key: more than a failed read.
        if (error instanceof SealError)
          await deps.audit.record({ action: 'connection.unsealed', status: 500, connection: connectionIn(path) })
        return door.failureAnswer(error, { method, path }, requestId)
      }
    })
    // An answer of the cloud carries the cloud's own id, which its support asks for; the log has both.
    const { status, body, cloudRequestId } = answer
    door.record({ method, path, status, started, context, cloudRequestId })
    return {
      status,
      headers: { 'x-request-id': requestId, ...answer.headers, ...standing },
      body:
        body === null || body instanceof Uint8Array ? body : whileSignedIn(body, () => door.isSignedIn(context), now),
      cloudRequestId,
    }
  }
}

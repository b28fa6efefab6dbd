/** How tests speak to what Node's server serves: a `Request` as a call for the cloud, its answer as a `Response`. */
import { Readable } from 'node:stream'
import type { CloudAnswer, CloudCall } from '../proxy/call.ts'

/** @param target what stands on the wire, where that is not what a `Request` makes of it */
export function callOf(request: Request, target = request.url.replace(/^[a-z]+:\/\/[^/]*/i, '')): CloudCall {
  const { headers, method, signal } = request
  const { host } = new URL(request.url)
  return {
    method,
    target,
    header: (name) => headers.get(name) ?? (name === 'host' ? host : null),
    body: () => request.body ?? noBytes(),
    signal,
  }
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}

export function responseOf({ status, headers, body }: CloudAnswer): Response {
  const whole = body === null || body instanceof Uint8Array
  return new Response((whole ? body : Readable.toWeb(Readable.from(body))) as BodyInit | null, { status, headers })
}

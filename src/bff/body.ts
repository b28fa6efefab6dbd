/** Reads the JSON body of a request to `/api`. */
import { Refusal } from './problem.ts'

const MAX_DEPTH = 32

export type JsonObject = Readonly<Record<string, unknown>>

/**
 * The body as an object.
 * @param limit bytes
 * @param parse another reader of JSON, where numbers must stay exact
 * @throws Refusal 415 for another media type, 413 above the limit, 400 for anything that is not a JSON object
 */
export async function readObject(
  request: Request,
  limit: number,
  parse: (text: string) => unknown = (text) => JSON.parse(text) as unknown,
): Promise<JsonObject> {
  if (!/^application\/json(\s*;\s*charset="?utf-8"?)?$/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal(415, 'gantry.unsupported_type', 'Send application/json in UTF-8.')
  }
  let value: unknown
  try {
    value = parse(new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(request, limit)))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(400, 'gantry.bad_body', 'The body is not JSON.')
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Refusal(400, 'gantry.bad_body', 'The body is not a JSON object.')
  refuseOdd(value, 0)
  return value as JsonObject
}

/** Reads at most `limit` bytes, and stops at the first one above. @throws Refusal 413 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new Refusal(413, 'gantry.too_large', `The body is larger than ${limit} bytes.`)
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function refuseOdd(value: unknown, depth: number): void {
  if (value === null || typeof value !== 'object') return
  if (depth >= MAX_DEPTH) throw new Refusal(400, 'gantry.bad_body', `The body is nested deeper than ${MAX_DEPTH}.`)
  if (Object.hasOwn(value, '__proto__')) throw new Refusal(400, 'gantry.bad_body', 'The body holds a forbidden name.')
  for (const item of Object.values(value)) refuseOdd(item, depth + 1)
}

/** The values of a form in an address: plain where they are few, packed where they are many. */
import { parseJson, stringifyJson } from '~/lib/json.ts'

/** Readable values up to this length, percent-encoded. */
const PLAIN = 400
/** Servers and mail programs cut longer addresses. */
const MAX = 6000
/** An address may have been made by anyone: what it unpacks to is bounded. */
const MAX_UNPACKED = 1_000_000

function toBase64Url(bytes: Uint8Array<ArrayBuffer>): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
}

async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()))
}

async function unpack(text: string): Promise<string> {
  const stream = new Blob([fromBase64Url(text)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const decoder = new TextDecoder()
  let out = ''
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return out + decoder.decode()
    out += decoder.decode(value, { stream: true })
    if (out.length > MAX_UNPACKED) {
      await reader.cancel()
      throw new RangeError('too large')
    }
  }
}

/** The query of an address that holds the values; undefined when they are too many for one. `args` must hold no secrets. */
export async function writeShared(args: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  if (Object.keys(args).length === 0) return ''
  const json = stringifyJson(args)
  const plain = `?with=${encodeURIComponent(json)}`
  if (plain.length <= PLAIN) return plain
  const packed = `?z=${await pack(json)}`
  return packed.length <= MAX ? packed : undefined
}

/** The part of an address that holds values: the page starts over when it changes. */
export function sharedPart(search: URLSearchParams): string {
  return search.has('with') ? `with=${search.get('with') ?? ''}` : search.has('z') ? `z=${search.get('z') ?? ''}` : ''
}

/** The values that `sharedPart` holds; undefined when there are none, `broken` when they cannot be read. */
export async function readShared(part: string): Promise<Record<string, unknown> | 'broken' | undefined> {
  if (part === '') return undefined
  try {
    const value = parseJson(part.startsWith('z=') ? await unpack(part.slice(2)) : part.slice(5))
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : 'broken'
  } catch {
    return 'broken'
  }
}

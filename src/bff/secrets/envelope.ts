/** Envelope encryption of one field of one record. */
import { randomBytes } from 'node:crypto'
import { decrypt, encrypt, type Kek } from './kek.ts'

/** Where a secret belongs; a sealed text moved anywhere else does not open. */
export interface Binding {
  kind: string
  id: string
  field: string
}

const FORMAT = 'v1'

/** The stored text is not what we wrote at this place with this key. Never treated as "no secret". */
export class SealError extends Error {
  override name = 'SealError'
}

/** Encrypts a text for its place, with a data key of its own that is used for nothing else. */
export async function seal(kek: Kek, plain: string, binding: Binding): Promise<string> {
  const context = contextOf(binding)
  const dataKey = new Uint8Array(randomBytes(32))
  const wrapped = await kek.wrap(dataKey, context)
  const sealed = encrypt(dataKey, Buffer.from(plain), context)
  dataKey.fill(0)
  return [FORMAT, kek.id, encode(wrapped), encode(sealed)].join('.')
}

/** Decrypts what `seal` wrote. @throws SealError */
export async function unseal(kek: Kek, text: string, binding: Binding): Promise<string> {
  const [format, keyId, wrapped, sealed, ...rest] = text.split('.')
  if (format !== FORMAT || !keyId || !wrapped || !sealed || rest.length > 0)
    throw new SealError('a sealed record is damaged')
  if (keyId !== kek.id) throw new SealError(`a record was sealed with key ${keyId}, the server has ${kek.id}`)
  const context = contextOf(binding)
  try {
    const dataKey = await kek.unwrap(decode(wrapped), context)
    const plain = decrypt(dataKey, decode(sealed), context)
    dataKey.fill(0)
    return Buffer.from(plain).toString()
  } catch (cause) {
    throw new SealError(`${binding.kind} ${binding.id}: its secret does not decrypt`, { cause })
  }
}

/** JSON, so that no choice of names makes two places look alike. */
function contextOf({ kind, id, field }: Binding): string {
  return JSON.stringify([kind, id, field, FORMAT])
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

/** Strict: base64 decoders skip what they do not know, and a changed text must not open. */
function decode(text: string): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'))
  if (encode(bytes) !== text) throw new SealError('a sealed record is damaged')
  return bytes
}

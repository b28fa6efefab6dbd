/**
 * The key that wraps every record's own data key. A provider may be this process (key from the environment or a
 * file) or a key service that never lets its key out; both look the same from here.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

export interface Kek {
  /** Names the key without telling it; stands in every sealed record so that rotation knows what to re-wrap. */
  readonly id: string
  wrap(dataKey: Uint8Array, context: string): Promise<Uint8Array>
  /** @throws Error if the bytes were not wrapped by this key in this context */
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>
}

const NONCE = 12
const TAG = 16

/** AES-256-GCM; the answer is nonce, ciphertext, tag. */
export function encrypt(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  return new Uint8Array(Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

/** @throws Error if key, context or any byte differs */
export function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array {
  if (sealed.length < NONCE + TAG) throw new Error('sealed bytes are cut off')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(sealed.length - TAG))
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]))
}

/** A key held in this process's memory (32 bytes). */
export function localKek(key: Uint8Array): Kek {
  if (key.length !== 32) throw new Error('a key-encryption key has 32 bytes')
  return {
    id: `local-${createHash('sha256').update('gantry key id').update(key).digest('hex').slice(0, 12)}`,
    wrap: async (dataKey, context) => encrypt(key, dataKey, `wrap:${context}`),
    unwrap: async (wrapped, context) => decrypt(key, wrapped, `wrap:${context}`),
  }
}

/** Password hashing with scrypt (built in), and what a new password must look like. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../problem.ts'

export interface Cost {
  /** Power of two; memory is 128 × N × r bytes. */
  N: number
  r: number
  p: number
}

/** OWASP's choice with 32 MiB: slow enough for a thief, small enough that a few sign-ins at once do no harm. */
const defaultCost: Cost = { N: 2 ** 15, r: 8, p: 3 }

const KEY_LENGTH = 32
const AT_ONCE = 2
const WAITING = 20

export interface Passwords {
  hash(password: string): Promise<string>
  /** Compares; takes as long when there is no such user (`undefined`), and is then false. */
  verify(password: string, encoded: string | undefined): Promise<boolean>
}

export function createPasswords(cost: Cost = defaultCost): Passwords {
  const queue = limiter()
  const derive = (password: string, salt: Uint8Array, { N, r, p }: Cost) =>
    queue(
      () =>
        new Promise<Buffer>((resolve, reject) => {
          scrypt(password, salt, KEY_LENGTH, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
            error ? reject(error) : resolve(key),
          )
        }),
    )
  const nobody = { salt: new Uint8Array(randomBytes(16)), key: randomBytes(KEY_LENGTH), cost }
  return {
    async hash(password) {
      const salt = new Uint8Array(randomBytes(16))
      const key = await derive(password, salt, cost)
      return [
        'scrypt',
        cost.N,
        cost.r,
        cost.p,
        Buffer.from(salt).toString('base64url'),
        key.toString('base64url'),
      ].join('$')
    },
    async verify(password, encoded) {
      const stored = encoded === undefined ? undefined : parse(encoded)
      const { salt, key, cost: used } = stored ?? nobody
      const same = timingSafeEqual(await derive(password, salt, used), key)
      return same && stored !== undefined
    },
  }
}

function parse(encoded: string): { salt: Uint8Array; key: Buffer; cost: Cost } {
  const [name, N, r, p, salt, key] = encoded.split('$')
  if (name !== 'scrypt' || !salt || !key) throw new Error('a stored password hash is damaged')
  const bytes = Buffer.from(key, 'base64url')
  if (bytes.length !== KEY_LENGTH) throw new Error('a stored password hash is damaged')
  return {
    salt: new Uint8Array(Buffer.from(salt, 'base64url')),
    key: bytes,
    cost: { N: Number(N), r: Number(r), p: Number(p) },
  }
}

/** A few at a time, a short queue behind them: hashing costs memory, and anybody may ask for it. */
function limiter() {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING) {
        throw new Refusal(
          429,
          'gantry.too_many_attempts',
          'Many people are signing in just now. Try again in a moment.',
          { retryAfterSeconds: 2 },
        )
      }
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      // The next one takes over this place, so that a newcomer cannot slip in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

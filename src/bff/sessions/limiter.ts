/**
 * Slows down guessing of passwords, and whoever tries set-up links. Two counters for each attempt:
 * - the address it comes from: ten free failures, then waiting times that double up to a quarter of an hour;
 * - the account it is for, whether or not it exists: five free failures, then waiting times up to a minute.
 * An address from which this very user has signed in before is not held up by the account's counter, so that nobody
 * can lock a colleague out by typing wrong passwords under his name.
 */
import { createHash } from 'node:crypto'
import { Refusal } from '../problem.ts'
import { attemptStore } from '../store/attempts.ts'
import type { Database } from '../store/database.ts'
import { nameKey } from '../store/users.ts'

const FORGET_MS = 60 * 60_000
const KNOWN_MS = 30 * 24 * 60 * 60_000

const limits = {
  address: { free: 10, longest: 15 * 60_000 },
  account: { free: 5, longest: 60_000 },
} as const
type Scope = keyof typeof limits

export function attemptLimiter(db: Database, now: () => number) {
  const attempts = attemptStore(db)

  async function check(key: string): Promise<void> {
    const found = await attempts.find(key)
    const wait = (found?.blocked_until ?? 0) - now()
    if (wait <= 0) return
    throw new Refusal(429, 'gantry.too_many_attempts', 'Too many failed attempts. Wait a moment and try again.', {
      retryAfterSeconds: wait / 1000,
    })
  }

  async function count(scope: Scope, key: string): Promise<void> {
    const failures = await attempts.count(key, now(), now() - FORGET_MS)
    const { free, longest } = limits[scope]
    if (failures < free) return
    await attempts.block(key, now() + Math.min(longest, 1000 * 2 ** Math.min(failures - free, 20)))
  }

  // One attempt is judged and counted before the next is judged; otherwise many at once would all pass the check.
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }

  return {
    /**
     * Admits or refuses an attempt, and counts it as failed until `succeeded` is called.
     * @param name the account; none for a set-up link, for which only the address counts
     * @throws Refusal 429 with Retry-After
     */
    async begin(
      name: string | undefined,
      userId: string | undefined,
      address: string,
    ): Promise<{ succeeded: (userId: string) => Promise<void> }> {
      const byAddress = keyOf('address', address)
      const byAccount = name === undefined ? undefined : keyOf('account', nameKey(name))
      // Asked for nobody too: a name that exists does not show by one look-up more.
      const known = await attempts.knows(userId ?? '', address, now() - KNOWN_MS)
      await inTurn(async () => {
        await check(byAddress)
        const slowed = known ? undefined : byAccount
        if (slowed !== undefined) await check(slowed)
        await count('address', byAddress)
        if (slowed !== undefined) await count('account', slowed)
        await attempts.removeOld(now() - FORGET_MS)
      })
      return {
        async succeeded(id) {
          await attempts.clear(byAddress)
          if (byAccount !== undefined) await attempts.clear(byAccount)
          await attempts.remember(id, address, now())
        },
      }
    },
  }
}

function keyOf(scope: Scope, value: string): string {
  return createHash('sha256')
    .update(JSON.stringify([scope, value]))
    .digest('base64url')
}

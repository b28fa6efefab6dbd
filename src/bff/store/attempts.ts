import type { Database } from './database.ts'

export interface Attempt {
  failures: number
  last_at: number
  blocked_until: number
}

/** Counters of failed sign-ins, by hashed key, and the addresses that each user has signed in from. */
export function attemptStore(db: Database) {
  return {
    find(key: string): Promise<Attempt | undefined> {
      return db.row<Attempt>('SELECT failures, last_at, blocked_until FROM attempts WHERE key_hash = ?', key)
    },
    /** Counts one more failure; starts again at one when the last lies before `forgetBefore`. Answers the new count. */
    async count(key: string, now: number, forgetBefore: number): Promise<number> {
      const row = await db.row<{ failures: number }>(
        `INSERT INTO attempts (key_hash, failures, last_at, blocked_until) VALUES (?, 1, ?, 0)
         ON CONFLICT (key_hash) DO UPDATE SET
           failures = CASE WHEN attempts.last_at < ? THEN 1 ELSE attempts.failures + 1 END, last_at = excluded.last_at
         RETURNING failures`,
        key,
        now,
        forgetBefore,
      )
      return row?.failures ?? 1
    },
    async block(key: string, until: number): Promise<void> {
      await db.run('UPDATE attempts SET blocked_until = ? WHERE key_hash = ?', until, key)
    },
    async clear(key: string): Promise<void> {
      await db.run('DELETE FROM attempts WHERE key_hash = ?', key)
    },
    async removeOld(before: number): Promise<void> {
      await db.run('DELETE FROM attempts WHERE last_at < ? AND blocked_until < ?', before, before)
    },
    async knows(userId: string, address: string, since: number): Promise<boolean> {
      const row = await db.row(
        'SELECT 1 FROM known_addresses WHERE user_id = ? AND address = ? AND seen_at >= ?',
        userId,
        address,
        since,
      )
      return row !== undefined
    },
    async remember(userId: string, address: string, now: number): Promise<void> {
      await db.run(
        `INSERT INTO known_addresses (user_id, address, seen_at) VALUES (?, ?, ?)
         ON CONFLICT (user_id, address) DO UPDATE SET seen_at = excluded.seen_at`,
        userId,
        address,
        now,
      )
    },
  }
}

import type { Database } from './database.ts'

export interface SessionRow {
  id_hash: string
  user_id: string
  user_name: string
  created_at: number
  seen_at: number
  /** Absolute end. */
  ends_at: number
  /** When the password was last typed. */
  confirmed_at: number
}

export interface NewSession extends Omit<SessionRow, 'user_name'> {
  address: string
  agent: string
}

export function sessionStore(db: Database) {
  const insert = `INSERT INTO sessions (id_hash, user_id, created_at, seen_at, ends_at, confirmed_at, address, agent)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
  return {
    find(idHash: string): Promise<SessionRow | undefined> {
      return db.row<SessionRow>(
        `SELECT s.id_hash, s.user_id, u.name AS user_name, s.created_at, s.seen_at, s.ends_at, s.confirmed_at
         FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id_hash = ?`,
        idHash,
      )
    },
    async add(s: NewSession): Promise<void> {
      await db.run(insert, s.id_hash, s.user_id, s.created_at, s.seen_at, s.ends_at, s.confirmed_at, s.address, s.agent)
    },
    /** Puts a new id in the place of an old one, which lives on without privileges until `oldEndsAt`. */
    async replace(oldHash: string, oldEndsAt: number, s: NewSession): Promise<void> {
      await db.batch([
        {
          sql: insert,
          params: [s.id_hash, s.user_id, s.created_at, s.seen_at, s.ends_at, s.confirmed_at, s.address, s.agent],
        },
        { sql: 'UPDATE sessions SET ends_at = ?, confirmed_at = 0 WHERE id_hash = ?', params: [oldEndsAt, oldHash] },
      ])
    },
    /** Whether a user is signed in anywhere. */
    async isAnyAlive(userId: string, now: number): Promise<boolean> {
      return (
        (await db.row('SELECT 1 AS found FROM sessions WHERE user_id = ? AND ends_at > ?', userId, now)) !== undefined
      )
    },
    /** Whether a session is there that began then, under whatever id it has now. */
    async isAlive(userId: string, createdAt: number, now: number, seenBefore: number): Promise<boolean> {
      const row = await db.row(
        'SELECT 1 AS found FROM sessions WHERE user_id = ? AND created_at = ? AND ends_at > ? AND seen_at > ?',
        userId,
        createdAt,
        now,
        seenBefore,
      )
      return row !== undefined
    },
    async touch(idHash: string, now: number): Promise<void> {
      await db.run('UPDATE sessions SET seen_at = ? WHERE id_hash = ?', now, idHash)
    },
    async remove(idHash: string): Promise<void> {
      await db.run('DELETE FROM sessions WHERE id_hash = ?', idHash)
    },
    async removeAll(userId: string): Promise<void> {
      await db.run('DELETE FROM sessions WHERE user_id = ?', userId)
    },
    async removeEnded(seenBefore: number, now: number): Promise<void> {
      await db.run('DELETE FROM sessions WHERE ends_at <= ? OR seen_at <= ?', now, seenBefore)
    },
  }
}

import type { Database } from './database.ts'

/** Jobs of a user as the browser wrote them (checked before). */
export function jobStore(db: Database) {
  return {
    async list(userId: string): Promise<string[]> {
      const rows = await db.rows<{ data: string }>(
        'SELECT data FROM jobs WHERE user_id = ? ORDER BY started_at DESC, id LIMIT 500',
        userId,
      )
      return rows.map((row) => row.data)
    },
    /** The records that may be of runs that have not ended, of all users. */
    async underWay(): Promise<{ userId: string; job: string }[]> {
      const rows = await db.rows<{ user_id: string; data: string }>(
        `SELECT user_id, data FROM jobs WHERE data LIKE '%"state":"running"%' AND data LIKE '%"run":%'`,
      )
      return rows.map(({ user_id, data }) => ({ userId: user_id, job: data }))
    },
    /** Writes one and forgets the oldest beyond `keep`. */
    async put(userId: string, id: string, startedAt: number, data: string, keep: number): Promise<void> {
      await db.batch([
        {
          sql: `INSERT INTO jobs (user_id, id, started_at, data) VALUES (?, ?, ?, ?)
                ON CONFLICT (user_id, id) DO UPDATE SET started_at = excluded.started_at, data = excluded.data`,
          params: [userId, id, startedAt, data],
        },
        {
          sql: `DELETE FROM jobs WHERE user_id = ? AND id NOT IN
                (SELECT id FROM jobs WHERE user_id = ? ORDER BY started_at DESC, id LIMIT ?)`,
          params: [userId, userId, keep],
        },
      ])
    },
    /** Writes one that is still there: what its user took off the list stays off. */
    async replace(userId: string, id: string, data: string): Promise<void> {
      await db.run('UPDATE jobs SET data = ? WHERE user_id = ? AND id = ?', data, userId, id)
    },
    async remove(userId: string, id: string): Promise<void> {
      await db.run('DELETE FROM jobs WHERE user_id = ? AND id = ?', userId, id)
    },
  }
}

import type { Database } from './database.ts'

/** Saved views of a user as the browser wrote them (checked before). */
export function viewStore(db: Database) {
  return {
    async list(userId: string): Promise<string[]> {
      const rows = await db.rows<{ data: string }>('SELECT data FROM views WHERE user_id = ? ORDER BY id', userId)
      return rows.map((row) => row.data)
    },
    /** Writes one; false where it would be one more than `most`. */
    async put(userId: string, id: string, data: string, most: number): Promise<boolean> {
      const changed = await db.run(
        `INSERT INTO views (user_id, id, data) SELECT ?, ?, ?
         WHERE EXISTS (SELECT 1 FROM views WHERE user_id = ? AND id = ?)
           OR (SELECT count(*) FROM views WHERE user_id = ?) < ?
         ON CONFLICT (user_id, id) DO UPDATE SET data = excluded.data`,
        userId,
        id,
        data,
        userId,
        id,
        userId,
        most,
      )
      return changed > 0
    },
    async remove(userId: string, id: string): Promise<void> {
      await db.run('DELETE FROM views WHERE user_id = ? AND id = ?', userId, id)
    },
  }
}

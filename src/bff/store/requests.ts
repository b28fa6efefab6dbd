import type { Database } from './database.ts'

export interface RequestRoom {
  /** How many rows. */
  count: number
  /** How many characters in all. */
  characters: number
}

const newest = (table: string) => `SELECT data FROM ${table} WHERE user_id = ? ORDER BY seq DESC`
const next = (table: string) => `(SELECT coalesce(max(seq), 0) + 1 FROM ${table} WHERE user_id = ?)`

/** Past calls and saved requests of a user, as JSON (checked before). */
export function requestStore(db: Database) {
  const list = async (table: string, userId: string) =>
    (await db.rows<{ data: string }>(newest(table), userId)).map((row) => row.data)
  return {
    /** The newest first. */
    listPast: (userId: string) => list('past_requests', userId),
    listSaved: (userId: string) => list('saved_requests', userId),
    /** Writes a call; the oldest beyond the room go, the newest always stays. */
    async putPast(userId: string, id: string, data: string, room: RequestRoom): Promise<void> {
      await db.batch([
        {
          sql: `INSERT INTO past_requests (user_id, id, seq, data) VALUES (?, ?, ${next('past_requests')}, ?)
                ON CONFLICT (user_id, id) DO UPDATE SET data = excluded.data`,
          params: [userId, id, userId, data],
        },
        {
          sql: `DELETE FROM past_requests WHERE user_id = ? AND id IN (
                  SELECT id FROM (
                    SELECT id, row_number() OVER (ORDER BY seq DESC) AS place,
                      sum(length(data)) OVER (ORDER BY seq DESC) AS characters
                    FROM past_requests WHERE user_id = ?) AS ranked
                  WHERE place > ? OR (place > 1 AND characters > ?))`,
          params: [userId, userId, room.count, room.characters],
        },
      ])
    },
    /** Writes a request in the place of the one of its id or name; false where there is no room for it. */
    async putSaved(userId: string, id: string, name: string, data: string, room: RequestRoom): Promise<boolean> {
      const others = 'FROM saved_requests WHERE user_id = ? AND id <> ? AND name <> ?'
      const changed = await db.run(
        `INSERT INTO saved_requests (user_id, id, name, seq, data) SELECT ?, ?, ?, ${next('saved_requests')}, ?
         WHERE (SELECT count(*) ${others}) < ?
           AND (SELECT coalesce(sum(length(data)), 0) ${others}) + length(?) <= ?
         ON CONFLICT (user_id, id) DO UPDATE SET name = excluded.name, seq = excluded.seq, data = excluded.data`,
        userId,
        id,
        name,
        userId,
        data,
        userId,
        id,
        name,
        room.count,
        userId,
        id,
        name,
        data,
        room.characters,
      )
      if (changed === 0) return false
      await db.run('DELETE FROM saved_requests WHERE user_id = ? AND name = ? AND id <> ?', userId, name, id)
      return true
    },
    async removePast(userId: string, ids: readonly string[]): Promise<void> {
      await db.batch(
        ids.map((id) => ({ sql: 'DELETE FROM past_requests WHERE user_id = ? AND id = ?', params: [userId, id] })),
      )
    },
    async removeSaved(userId: string, ids: readonly string[]): Promise<void> {
      await db.batch(
        ids.map((id) => ({ sql: 'DELETE FROM saved_requests WHERE user_id = ? AND id = ?', params: [userId, id] })),
      )
    },
    async removeAllPast(userId: string): Promise<void> {
      await db.run('DELETE FROM past_requests WHERE user_id = ?', userId)
    },
  }
}

import type { Database } from './database.ts'

export interface EngineAccountRow {
  connection_id: string
  engine_id: string
  name: string
  /** Sealed password, see `secrets/envelope.ts`. */
  secret: string
  certificate: string | null
  /** JSON list: the addresses that the engine had when the account was stored. */
  origins: string
  version: number
}

/** Accounts of ServiceComb engines, one per connection and engine; they go with their connection. */
export function engineAccountStore(db: Database) {
  return {
    find(connectionId: string, engineId: string): Promise<EngineAccountRow | undefined> {
      return db.row<EngineAccountRow>(
        `SELECT connection_id, engine_id, name, secret, certificate, origins, version FROM engine_accounts
         WHERE connection_id = ? AND engine_id = ?`,
        connectionId,
        engineId,
      )
    },
    async put(row: EngineAccountRow): Promise<void> {
      await db.run(
        `INSERT INTO engine_accounts (connection_id, engine_id, name, secret, certificate, origins, version)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (connection_id, engine_id) DO UPDATE SET name = excluded.name, secret = excluded.secret,
           certificate = excluded.certificate, origins = excluded.origins, version = excluded.version`,
        row.connection_id,
        row.engine_id,
        row.name,
        row.secret,
        row.certificate,
        row.origins,
        row.version,
      )
    },
    async remove(connectionId: string, engineId: string): Promise<boolean> {
      const sql = 'DELETE FROM engine_accounts WHERE connection_id = ? AND engine_id = ?'
      return (await db.run(sql, connectionId, engineId)) > 0
    },
  }
}

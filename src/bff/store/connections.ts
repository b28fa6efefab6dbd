import type { Database } from './database.ts'

export interface ConnectionRow {
  id: string
  name: string
  label: string | null
  color: string | null
  region: string
  project_id: string
  project_name: string | null
  /** JSON: endpoint family → origin set by hand. */
  endpoints: string
  /** JSON: endpoint family → PEM. */
  certificates: string
  simulated: number
  credential_kind: string
  credential_hint: string
  /** Sealed JSON of the credentials, see `secrets/envelope.ts`; null for the simulated cloud. */
  secret: string | null
  /** Grows with every change; decrypted copies are kept by it. */
  version: number
  state: string
  created_at: number
  updated_at: number
}

const columns = `id, name, label, color, region, project_id, project_name, endpoints, certificates, simulated,
  credential_kind, credential_hint, secret, version, state, created_at, updated_at`

export function connectionStore(db: Database) {
  return {
    list(): Promise<ConnectionRow[]> {
      return db.rows<ConnectionRow>(`SELECT ${columns} FROM connections ORDER BY name, id`)
    },
    find(id: string): Promise<ConnectionRow | undefined> {
      return db.row<ConnectionRow>(`SELECT ${columns} FROM connections WHERE id = ?`, id)
    },
    async add(c: ConnectionRow): Promise<void> {
      await db.run(
        `INSERT INTO connections (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        c.id,
        c.name,
        c.label,
        c.color,
        c.region,
        c.project_id,
        c.project_name,
        c.endpoints,
        c.certificates,
        c.simulated,
        c.credential_kind,
        c.credential_hint,
        c.secret,
        c.version,
        c.state,
        c.created_at,
        c.updated_at,
      )
    },
    /** Writes over version `c.version - 1`; false if that is no longer the stored one. */
    async replace(c: ConnectionRow): Promise<boolean> {
      const changed = await db.run(
        `UPDATE connections SET name = ?, label = ?, color = ?, region = ?, project_id = ?, project_name = ?, endpoints = ?,
           certificates = ?, simulated = ?, credential_kind = ?, credential_hint = ?, secret = ?, version = ?, state = ?,
           updated_at = ? WHERE id = ? AND version = ?`,
        c.name,
        c.label,
        c.color,
        c.region,
        c.project_id,
        c.project_name,
        c.endpoints,
        c.certificates,
        c.simulated,
        c.credential_kind,
        c.credential_hint,
        c.secret,
        c.version,
        c.state,
        c.updated_at,
        c.id,
        c.version - 1,
      )
      return changed > 0
    },
    async setState(id: string, state: string): Promise<void> {
      await db.run('UPDATE connections SET state = ? WHERE id = ? AND state <> ?', state, id, state)
    },
    async remove(id: string): Promise<boolean> {
      return (await db.run('DELETE FROM connections WHERE id = ?', id)) > 0
    },
  }
}

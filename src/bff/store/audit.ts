import type { Database } from './database.ts'

export interface AuditRow {
  id: string
  /** Milliseconds UTC. */
  at: number
  user_name: string | null
  address: string
  /** operationId of the cloud, or ours: `session.signIn`, `connection.create`, … */
  action: string
  connection: string | null
  /** JSON: names that address the resource, never secrets. */
  target: string
  risk: string | null
  status: number
  request_id: string
  cloud_request_id: string | null
  reveal: number
  duration_ms: number | null
}

/** Append-only: there is no update and no delete. */
export function auditStore(db: Database) {
  return {
    async add(r: AuditRow): Promise<void> {
      await db.run(
        `INSERT INTO audit (id, at, user_name, address, action, connection, target, risk, status, request_id, cloud_request_id, reveal, duration_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        r.id,
        r.at,
        r.user_name,
        r.address,
        r.action,
        r.connection,
        r.target,
        r.risk,
        r.status,
        r.request_id,
        r.cloud_request_id,
        r.reveal,
        r.duration_ms,
      )
    },
    newest(limit: number): Promise<AuditRow[]> {
      return db.rows<AuditRow>(
        `SELECT id, at, user_name, address, action, connection, target, risk, status, request_id, cloud_request_id, reveal, duration_ms
         FROM audit ORDER BY at DESC, id DESC LIMIT ?`,
        limit,
      )
    },
  }
}

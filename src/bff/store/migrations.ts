/** The schema, as numbered steps. A step that has been released is never edited: the next one changes it. */
export interface Migration {
  version: number
  statements: readonly string[]
}

export const migrations: readonly Migration[] = [
  {
    version: 1,
    statements: [
      `CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
      `CREATE TABLE users (
         id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, password TEXT NOT NULL,
         created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)`,
      `CREATE TABLE sessions (
         id_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
         created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, confirmed_at BIGINT NOT NULL,
         address TEXT NOT NULL, agent TEXT NOT NULL)`,
      `CREATE INDEX sessions_user ON sessions (user_id)`,
      `CREATE TABLE known_addresses (
         user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE, address TEXT NOT NULL, seen_at BIGINT NOT NULL,
         PRIMARY KEY (user_id, address))`,
      `CREATE TABLE attempts (
         key_hash TEXT PRIMARY KEY, failures BIGINT NOT NULL, last_at BIGINT NOT NULL, blocked_until BIGINT NOT NULL)`,
      `CREATE TABLE connections (
         id TEXT PRIMARY KEY, name TEXT NOT NULL, label TEXT, color TEXT, region TEXT NOT NULL,
         project_id TEXT NOT NULL, project_name TEXT, endpoints TEXT NOT NULL, certificates TEXT NOT NULL,
         simulated BIGINT NOT NULL, credential_kind TEXT NOT NULL, credential_hint TEXT NOT NULL, secret TEXT,
         version BIGINT NOT NULL, state TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)`,
      `CREATE TABLE jobs (
         user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE, id TEXT NOT NULL, started_at BIGINT NOT NULL,
         data TEXT NOT NULL, PRIMARY KEY (user_id, id))`,
      `CREATE TABLE audit (
         id TEXT PRIMARY KEY, at BIGINT NOT NULL, user_name TEXT, address TEXT NOT NULL, action TEXT NOT NULL,
         connection TEXT, target TEXT NOT NULL, risk TEXT, status BIGINT NOT NULL, request_id TEXT NOT NULL,
         cloud_request_id TEXT, reveal BIGINT NOT NULL, duration_ms BIGINT)`,
      `CREATE INDEX audit_at ON audit (at)`,
    ],
  },
  {
    version: 2,
    statements: [
      `CREATE TABLE engine_accounts (
         connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE, engine_id TEXT NOT NULL,
         name TEXT NOT NULL, secret TEXT NOT NULL, certificate TEXT, origins TEXT NOT NULL, version BIGINT NOT NULL,
         PRIMARY KEY (connection_id, engine_id))`,
    ],
  },
  {
    version: 3,
    statements: [
      `CREATE TABLE views (
         user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE, id TEXT NOT NULL, data TEXT NOT NULL,
         PRIMARY KEY (user_id, id))`,
    ],
  },
  {
    version: 4,
    statements: [
      `CREATE TABLE past_requests (
         user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE, id TEXT NOT NULL, seq BIGINT NOT NULL,
         data TEXT NOT NULL, PRIMARY KEY (user_id, id))`,
      `CREATE TABLE saved_requests (
         user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE, id TEXT NOT NULL, name TEXT NOT NULL,
         seq BIGINT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (user_id, id))`,
    ],
  },
]

/** SQLite through `node:sqlite`: one file, write-ahead log, readable by the server's user only. */
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { StartError } from '../config.ts'
import type { Database, Value } from './database.ts'
import { migrations, type Migration } from './migrations.ts'

/** What SQLite can enforce itself: nobody rewrites the audit record, not even by a mistake of ours. */
const appendOnly = [
  `CREATE TRIGGER IF NOT EXISTS audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END`,
  `CREATE TRIGGER IF NOT EXISTS audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END`,
]

/**
 * Opens (or creates) the store and brings its schema up to date.
 * @param file path, or `:memory:`
 * @throws StartError if the file was written by a newer version
 */
export function openSqlite(file: string, steps: readonly Migration[] = migrations): Database {
  if (file !== ':memory:') {
    // Before SQLite creates it: its log files take over the mode of the main file.
    if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600))
    chmodSync(file, 0o600)
  }
  const db = new DatabaseSync(file)
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
  )
  // Deleted and replaced secrets leave no readable pages behind.
  db.exec('PRAGMA secure_delete = ON')
  migrate(db, steps)
  for (const statement of appendOnly) db.exec(statement)

  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    let statement = prepared.get(sql)
    if (!statement) prepared.set(sql, (statement = db.prepare(sql)))
    return statement
  }
  let writes = 0
  return {
    writes: () => writes,
    rows: async <Row>(sql: string, ...params: Value[]) => prepare(sql).all(...params) as Row[],
    row: async <Row>(sql: string, ...params: Value[]) => prepare(sql).get(...params) as Row | undefined,
    run: async (sql, ...params) => {
      writes += 1
      return Number(prepare(sql).run(...params).changes)
    },
    batch: async (statements) => {
      writes += 1
      inTransaction(db, () => {
        for (const { sql, params } of statements) prepare(sql).run(...params)
      })
    },
    close: async () => {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      db.close()
    },
  }
}

function migrate(db: DatabaseSync, steps: readonly Migration[]): void {
  db.exec('CREATE TABLE IF NOT EXISTS migrations (version BIGINT PRIMARY KEY)')
  const row = db.prepare('SELECT MAX(version) AS version FROM migrations').get()
  const current = Number(row?.version ?? 0)
  const newest = steps.at(-1)?.version ?? 0
  if (current > newest) {
    throw new StartError(
      `The store was written by a newer version (schema ${current}, this one knows ${newest}). Start that version again.`,
    )
  }
  for (const step of steps) {
    if (step.version <= current) continue
    inTransaction(db, () => {
      for (const statement of step.statements) db.exec(statement)
      db.prepare('INSERT INTO migrations (version) VALUES (?)').run(step.version)
    })
  }
}

function inTransaction(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    work()
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

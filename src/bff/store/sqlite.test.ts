import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditStore, type AuditRow } from './audit.ts'
import { migrations } from './migrations.ts'
import { openSqlite } from './sqlite.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gantry-store-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const row: AuditRow = {
  id: 'a',
  at: 1,
  user_name: 'ada',
  address: '10.0.0.1',
  action: 'createTopic',
  connection: 'c',
  target: '{}',
  risk: 'change',
  status: 202,
  request_id: 'r',
  cloud_request_id: null,
  reveal: 0,
  duration_ms: 12,
}

describe('migrations', () => {
  it('run once, in order, and keep what is there', async () => {
    const file = join(dir, 'gantry.db')
    const first = openSqlite(file)
    await auditStore(first).add(row)
    await first.close()
    const next = {
      version: migrations.length + 1,
      statements: ["ALTER TABLE audit ADD COLUMN note TEXT NOT NULL DEFAULT ''"],
    }
    const second = openSqlite(file, [...migrations, next])
    expect(await second.row('SELECT id, note FROM audit')).toEqual({ id: 'a', note: '' })
    expect(await second.rows('SELECT version FROM migrations ORDER BY version')).toEqual([
      ...migrations.map(({ version }) => ({ version })),
      { version: next.version },
    ])
    await second.close()
    expect(() => openSqlite(file)).toThrow('newer version')
  })

  it('leave the old schema when a step fails', async () => {
    const file = join(dir, 'gantry.db')
    await openSqlite(file).close()
    const broken = {
      version: migrations.length + 1,
      statements: ['CREATE TABLE half (x TEXT)', 'CREATE TABLE audit (x TEXT)'],
    }
    expect(() => openSqlite(file, [...migrations, broken])).toThrow('audit')
    const db = openSqlite(file)
    await expect(db.rows('SELECT * FROM half')).rejects.toThrow('half')
    await db.close()
  })
})

it('the audit record is append-only', async () => {
  const db = openSqlite(':memory:')
  await auditStore(db).add(row)
  await expect(db.run('UPDATE audit SET status = 500')).rejects.toThrow('append-only')
  await expect(db.run('DELETE FROM audit')).rejects.toThrow('append-only')
  expect(await auditStore(db).newest(10)).toEqual([row])
})

it('a batch is done as a whole or not at all', async () => {
  const db = openSqlite(':memory:')
  const add = (name: string) => ({ sql: 'INSERT INTO settings (name, value) VALUES (?, ?)', params: [name, 'x'] })
  await expect(db.batch([add('one'), add('one')])).rejects.toThrow('UNIQUE')
  expect(await db.rows('SELECT * FROM settings')).toEqual([])
})

it('K1 the file belongs to this user alone', async () => {
  const file = join(dir, 'gantry.db')
  const db = openSqlite(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await db.close()
})

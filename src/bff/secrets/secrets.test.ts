import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSqlite } from '../store/sqlite.ts'
import { seal, SealError, unseal } from './envelope.ts'
import { localKek } from './kek.ts'
import { openKek } from './openKek.ts'

const kek = localKek(new Uint8Array(32).fill(1))
const here = { kind: 'connection', id: 'a', field: 'credential' }

describe('K2 a sealed record opens only where it was written', () => {
  it('gives back the text', async () => {
    expect(await unseal(kek, await seal(kek, 'geheim 密钥', here), here)).toBe('geheim 密钥')
  })

  it.each([
    { ...here, kind: 'user' },
    { ...here, id: 'b' },
    { ...here, field: 'password' },
    { kind: 'connection","a', id: '', field: 'credential' },
  ])('does not open as %o', async (elsewhere) => {
    await expect(unseal(kek, await seal(kek, 'geheim', here), elsewhere)).rejects.toThrow(SealError)
  })

  it('does not open after any change of a character or a cut', async () => {
    const sealed = await seal(kek, 'geheim', here)
    for (let i = 0; i < sealed.length; i += 1) {
      const other = sealed[i] === 'A' ? 'B' : 'A'
      await expect(unseal(kek, sealed.slice(0, i) + other + sealed.slice(i + 1), here)).rejects.toThrow(SealError)
      await expect(unseal(kek, sealed.slice(0, i), here)).rejects.toThrow(SealError)
    }
  })

  // Twenty thousand, not a hundred thousand: those take five seconds, and find no more. A count that starts again, or
  // too few random bits, repeats much sooner; that 96 random bits do not repeat cannot be shown by trying.
  it('never repeats a nonce under a key, also over restarts', async () => {
    const key = new Uint8Array(32).fill(2)
    const nonces = new Set<string>()
    for (let start = 0; start < 5; start += 1) {
      // The module as a new process has it: what it counted or kept is gone.
      vi.resetModules()
      const { encrypt } = await import('./kek.ts')
      for (let i = 0; i < 4_000; i += 1)
        nonces.add(Buffer.from(encrypt(key, new Uint8Array(1), 'x').subarray(0, 12)).toString('latin1'))
    }
    expect(nonces.size).toBe(20_000)
  })

  it('uses a data key of its own for each record', async () => {
    const [a, b] = [await seal(kek, 'x', here), await seal(kek, 'x', here)]
    expect(a.split('.')[2]).not.toBe(b.split('.')[2])
  })
})

describe('the key at start', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'gantry-key-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))
  const open = () => openSqlite(join(dir, 'gantry.db'))

  it('K1 makes a key file that only this user reads, and refuses one that others read', async () => {
    const db = open()
    const made = await openKek(db, dir, undefined)
    const path = join(dir, 'gantry.key')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect((await openKek(db, dir, undefined)).id).toBe(made.id)
    chmodSync(path, 0o644)
    await expect(openKek(db, dir, undefined)).rejects.toThrow('can be read by others')
    await db.close()
  })

  it('K1 keeps the store itself to this user', async () => {
    const db = open()
    await openKek(db, dir, undefined)
    for (const name of readdirSync(dir)) expect([name, statSync(join(dir, name)).mode & 0o777]).toEqual([name, 0o600])
    await db.close()
  })

  it('K3 refuses another key and leaves the store as it was', async () => {
    const first = open()
    await openKek(first, dir, new Uint8Array(32).fill(3))
    await first.close()
    const before = readFileSync(join(dir, 'gantry.db'))
    const second = open()
    await expect(openKek(second, dir, new Uint8Array(32).fill(4))).rejects.toThrow('not the key')
    await second.close()
    expect(readFileSync(join(dir, 'gantry.db')).equals(before)).toBe(true)
  })

  it('K3 refuses to make a new key for a store that is already encrypted', async () => {
    const db = open()
    await openKek(db, dir, undefined)
    rmSync(join(dir, 'gantry.key'))
    await expect(openKek(db, dir, undefined)).rejects.toThrow('is missing')
    expect(readdirSync(dir)).not.toContain('gantry.key')
    await db.close()
  })

  it('refuses a key file without a key', async () => {
    writeFileSync(join(dir, 'gantry.key'), 'not a key\n', { mode: 0o600 })
    const db = open()
    await expect(openKek(db, dir, undefined)).rejects.toThrow('does not hold a key')
    await db.close()
  })
})

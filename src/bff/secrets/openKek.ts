/** Finds the key at start: from the environment, from the key file, or (first start only) by making the file. */
import { randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeKey, StartError } from '../config.ts'
import type { Database } from '../store/database.ts'
import { settingStore } from '../store/settings.ts'
import { seal, SealError, unseal } from './envelope.ts'
import { localKek, type Kek } from './kek.ts'

const CHECK = 'key_check'
const binding = { kind: 'settings', id: CHECK, field: 'value' }

/**
 * Opens the key and proves that it is the one of this store. Changes nothing when it is not.
 * @throws StartError for a missing, readable-by-others, malformed or wrong key
 */
export async function openKek(db: Database, dataDir: string, fromEnvironment: Uint8Array | undefined): Promise<Kek> {
  const settings = settingStore(db)
  const check = await settings.get(CHECK)
  const path = join(dataDir, 'gantry.key')
  const key = fromEnvironment ?? readKeyFile(path) ?? (check === undefined ? makeKeyFile(path) : undefined)
  if (!key) {
    throw new StartError(
      `The store in ${dataDir} is encrypted, and its key is missing: put ${path} back or set GANTRY_KEY. Nothing was changed.`,
    )
  }
  const kek = localKek(key)
  if (check === undefined) {
    await settings.add(CHECK, await seal(kek, 'gantry', binding))
    return kek
  }
  try {
    await unseal(kek, check, binding)
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    const source = fromEnvironment ? 'GANTRY_KEY' : path
    throw new StartError(`${source} is not the key that this store was encrypted with. Nothing was changed.`)
  }
  return kek
}

function readKeyFile(path: string): Uint8Array | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return undefined
  if ((stat.mode & 0o077) !== 0) {
    throw new StartError(`${path} can be read by others (mode ${(stat.mode & 0o777).toString(8)}): chmod 600 ${path}`)
  }
  const key = decodeKey(readFileSync(path, 'utf8').trim())
  if (!key) throw new StartError(`${path} does not hold a key (32 bytes as base64 or hex).`)
  return key
}

function makeKeyFile(path: string): Uint8Array {
  const key = new Uint8Array(randomBytes(32))
  writeFileSync(path, `${Buffer.from(key).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  return key
}

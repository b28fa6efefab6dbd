/** Engines of a connection: their stored accounts, and which of the addresses that the cloud names may be called. */
import { isIP } from 'node:net'
import type { EngineAccount as AccountDraft } from '~/contract/console.ts'
import { isLoopback } from '../config.ts'
import type { Scrubber } from '../log.ts'
import { seal, unseal } from '../secrets/envelope.ts'
import type { Kek } from '../secrets/kek.ts'
import type { Database } from '../store/database.ts'
import { engineAccountStore } from '../store/engineAccounts.ts'
import { remembered } from '../store/remembered.ts'
import type { Endpoint, EngineAccount, EngineWays } from '../types.ts'
import { isListed } from './draft.ts'
import type { RunningCloud } from './simulated.ts'

interface Deps {
  db: Database
  kek: Kek
  scrubber: Scrubber
  now: () => number
}

const separator = ' '
const binding = (connectionId: string, engineId: string) => ({
  kind: 'engine_account',
  id: `${connectionId}/${engineId}`,
  field: 'password',
})

/**
 * The rule for addresses of engines. They are private ones of a VPC, so a private address is right where the cloud
 * itself named it: an answer of the vendor's own host. An end point that somebody typed is not believed that far; what
 * it names must be public, or listed by the administrator. A token goes over plain HTTP on this machine only.
 */
export function engineEndpoint(
  url: URL,
  ca: string | undefined,
  { fromCloud, listed }: { fromCloud: boolean; listed: ReadonlySet<string> },
): Endpoint | undefined {
  const isOurs = isListed(url, listed)
  if (url.protocol !== 'https:' && !(isOurs && isLoopback(url.hostname))) return undefined
  if (isOurs) return { url, ca, allowPrivate: true }
  if (isLoopback(url.hostname)) return undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A name could lead anywhere in our own network; the cloud gives addresses.
  return { url, ca, allowPrivate: fromCloud && isIP(host) !== 0 }
}

/** The simulated cloud's engines answer on this machine, at addresses that it told us itself. */
export function simulatedEngine(running: RunningCloud, url: URL): Endpoint | undefined {
  return running.engines.includes(url.origin) ? { url, allowPrivate: true } : undefined
}

/** Its account is made at each start and concerns nobody, so that nobody has to store it. */
export function simulatedEngines(running: RunningCloud, ways: EngineWays): EngineWays {
  const builtIn: EngineAccount = { ...running.engineAccount, origins: running.engines, version: 0 }
  return { ...ways, account: async (engineId) => (await ways.account(engineId)) ?? builtIn }
}

export function createEngineAccounts({ db, kek, scrubber, now }: Deps) {
  const store = engineAccountStore(db)
  const find = remembered(db, (key) => {
    const [connectionId = '', engineId = ''] = key.split(separator)
    return store.find(connectionId, engineId)
  })
  const opened = new Map<string, EngineAccount>()

  async function account(connectionId: string, engineId: string): Promise<EngineAccount | undefined> {
    const key = [connectionId, engineId].join(separator)
    const row = await find(key)
    if (!row) {
      opened.delete(key)
      return undefined
    }
    const kept = opened.get(key)
    if (kept?.version === row.version) return kept
    const password = await unseal(kek, row.secret, binding(connectionId, engineId))
    scrubber.add(password)
    const made: EngineAccount = {
      name: row.name,
      password,
      ca: row.certificate ?? undefined,
      origins: JSON.parse(row.origins) as string[],
      version: row.version,
    }
    opened.set(key, made)
    return made
  }

  return {
    /** What a target needs; endpoints are made once each, so that they keep their sockets. */
    ways(connectionId: string, endpoint: EngineWays['endpoint']): EngineWays {
      const made = new Map<string, Endpoint | undefined>()
      return {
        endpoint(url, ca) {
          const key = `${url.origin} ${ca ?? ''}`
          if (!made.has(key)) made.set(key, endpoint(url, ca))
          return made.get(key)
        },
        account: (engineId) => account(connectionId, engineId),
      }
    },
    /** @param origins the addresses that the engine has now; the password goes to these and to no other */
    async put(connectionId: string, engineId: string, draft: AccountDraft, origins: readonly string[]): Promise<void> {
      scrubber.add(draft.password)
      await store.put({
        connection_id: connectionId,
        engine_id: engineId,
        name: draft.name,
        secret: await seal(kek, draft.password, binding(connectionId, engineId)),
        certificate: draft.certificate ?? null,
        origins: JSON.stringify(origins),
        version: Math.max(now(), ((await store.find(connectionId, engineId))?.version ?? 0) + 1),
      })
    },
    remove: (connectionId: string, engineId: string) => store.remove(connectionId, engineId),
  }
}

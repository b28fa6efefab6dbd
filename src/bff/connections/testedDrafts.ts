/** What tests of drafts have shown, so that saving the same draft does not forget it. */
import { createHmac, randomBytes } from 'node:crypto'
import type { ConnectionTest } from '~/contract/console.ts'
import type { Credentials } from '../types.ts'
import type { CheckedDraft } from './draft.ts'
import { endpointFamilies } from './regions.ts'

type TestedState = 'ok' | 'refused'

const KEPT = 100
const LIFE = 10 * 60_000

/** What a test says of a connection; undefined: neither that it works nor that its key is refused. */
export function stateOf({ ok, checks }: ConnectionTest): TestedState | undefined {
  if (ok) return 'ok'
  return checks.some(({ problem }) => problem?.code === 'gantry.credentials_refused') ? 'refused' : undefined
}

/** Kept for ten minutes in this process; where another process saves, the connection counts as not tested. */
export function testedDrafts(now: () => number) {
  const key = randomBytes(32)
  const kept = new Map<string, { state: TestedState; until: number }>()

  /** All that decides where a connection leads and as whom. Under a key of this process, so that no secret can be guessed from it. */
  function printOf(draft: CheckedDraft, credentials: Credentials): string {
    const { simulated, region, projectId, projectName, endpoints, certificates } = draft
    const ways = endpointFamilies.map((family) => [endpoints[family], certificates[family]])
    const who = Object.entries(credentials).toSorted(([a], [b]) => (a < b ? -1 : 1))
    const text = JSON.stringify([simulated, region, projectId, projectName, ways, who])
    return createHmac('sha256', key).update(text).digest('base64')
  }

  return {
    note(draft: CheckedDraft, credentials: Credentials, state: TestedState | undefined): void {
      const print = printOf(draft, credentials)
      kept.delete(print)
      if (state) kept.set(print, { state, until: now() + LIFE })
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break
        kept.delete(oldest)
      }
    },

    /** The state of a connection that is made of this draft. */
    stateOf(draft: CheckedDraft, credentials: Credentials): TestedState | 'untested' {
      const found = kept.get(printOf(draft, credentials))
      return found && now() <= found.until ? found.state : 'untested'
    },
  }
}

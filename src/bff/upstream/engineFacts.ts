/** What the cloud says about an engine (`getEngine`), as far as the way to it is concerned. */
import { UpstreamFailure } from './failure.ts'

export type Component = 'serviceCenter' | 'configCenter'

export interface EngineFacts {
  /** The engine wants a token of its own. */
  rbac: boolean
  /** Addresses of each component, the one to try first in front. */
  addresses: Readonly<Record<Component, readonly URL[]>>
  /** All of them as origins. */
  origins: readonly string[]
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}

/** `masterEntrypoint` in the examples, `masterEndpoint` in Table 5-59; empty when there is none. */
function addressOf(component: unknown): URL | undefined {
  for (const name of ['masterEntrypoint', 'masterEndpoint']) {
    const text = field(component, name)
    if (typeof text !== 'string' || !URL.canParse(text)) continue
    const url = new URL(text)
    const isBare = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
    if ((url.protocol === 'https:' || url.protocol === 'http:') && isBare) return new URL(url.origin)
  }
  return undefined
}

/**
 * Reads an answer of `getEngine`. The public address is preferred where one is bound (contract, NOTES d1); the
 * configuration center answers at the address of the registry where the cloud names none for it.
 * @throws UpstreamFailure when it is not what the operation answers
 */
export function readEngine(text: string): EngineFacts {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new UpstreamFailure('bad_answer', 'the engine is not JSON', { cause })
  }
  const entry = field(body, 'externalEntrypoint')
  const among = (names: readonly string[]) =>
    ['publicServiceEndpoint', 'serviceEndpoint'].flatMap((group) =>
      names.flatMap((name) => {
        const url = addressOf(field(field(entry, group), name))
        return url ? [url] : []
      }),
    )
  const serviceCenter = among(['serviceCenter'])
  const configCenter = among(['kie'])
  const addresses = { serviceCenter, configCenter: configCenter.length > 0 ? configCenter : serviceCenter }
  const origins = [...new Set([...serviceCenter, ...configCenter].map((url) => url.origin))].toSorted()
  return { rbac: field(body, 'authType') !== 'NONE', addresses, origins }
}

/** The built-in simulated cloud: loaded and started when the first connection to it is used. */
import type { EndpointFamily } from '~/contract/console.ts'
import { Refusal } from '../problem.ts'

export interface RunningCloud {
  endpoints: Record<EndpointFamily, string>
  /** Addresses of its engines. */
  engines: readonly string[]
  engineAccount: { name: string; password: string }
  accessKey: string
  secretKey: string
  projectId: string
  region: string
  close(): Promise<void> | void
}

export interface SimulatedCloud {
  readonly enabled: boolean
  /** Starts it if need be. @throws Refusal 403 when it is switched off */
  get(): Promise<RunningCloud>
  close(): Promise<void>
}

/** @param start loads and starts the simulation; undefined when the configuration switches it off */
export function simulatedCloud(start: (() => Promise<RunningCloud>) | undefined): SimulatedCloud {
  let running: Promise<RunningCloud> | undefined
  return {
    enabled: start !== undefined,
    get() {
      if (!start) throw new Refusal(403, 'gantry.forbidden', 'The simulated cloud is switched off on this server.')
      running ??= start().catch((error: unknown) => {
        // The next request may try again.
        running = undefined
        throw error
      })
      return running
    },
    async close() {
      const cloud = await running?.catch(() => undefined)
      running = undefined
      await cloud?.close()
    },
  }
}

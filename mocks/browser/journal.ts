import type { Connection } from '~/contract/console.ts'
import type { Family } from '~/contract/types.ts'
import { parseMock } from '../mock.ts'
import type { Simulation } from '../mount.ts'
import type { Clock } from '../simulation.ts'
import type { CloudPath } from './cloud.ts'
import type { Memory } from './session.ts'

/** A change that the cloud accepted. */
interface Entry {
  at: number
  method: string
  family: Family
  target: string
  body: string
  projectId: string
  region: string
}

interface Stored {
  mock: string
  startedAt: number
  entries: Entry[]
}

const KEPT = 300
const DAY = 86_400_000

/**
 * When the data of a scenario were made: at its first page of the visit, so that the messages of a page are still there
 * after a reload, each with its time. A visit of another day begins anew, with data as fresh as on the first one.
 */
function madeAt(memory: Memory, mock: string, now: number): number {
  const name = `madeAt.${parseMock(mock).scenario}`
  const known = Number(memory.get(name) ?? Number.NaN)
  if (known <= now && now < known + DAY) return known
  memory.set(name, String(now))
  return now
}

/**
 * Keeps the changes of a visit and plays them again after a reload, each at its own time: the simulated data are the
 * same as before, and a job that was under way goes on. (The data themselves may be too large for `sessionStorage`.)
 */
export function createJournal(memory: Memory, mock: string, clock: Clock) {
  const text = memory.get('journal')
  const before = text === undefined ? undefined : (JSON.parse(text) as Stored)
  const stored: Stored =
    before?.mock === mock ? before : { mock, startedAt: madeAt(memory, mock, clock.now()), entries: [] }
  let past: number | undefined
  let replay: Promise<void> | undefined

  async function play(simulation: Simulation): Promise<void> {
    // The changes were accepted once, so the faults that are on now must not meet them.
    simulation.setMock(parseMock(mock).scenario)
    for (const entry of stored.entries) {
      past = entry.at
      const init = {
        method: entry.method,
        ...(entry.body === '' ? {} : { body: entry.body, headers: { 'content-type': 'application/json' } }),
      }
      const response = await simulation.handle(
        new Request(`https://cloud.invalid${entry.target}`, init),
        entry.family,
        {
          user: 'demo',
          projectId: entry.projectId,
          region: entry.region,
        },
      )
      await response.body?.cancel()
    }
  }

  async function playAll(simulation: Simulation): Promise<void> {
    if (stored.entries.length === 0) return
    try {
      await play(simulation)
    } catch (error) {
      console.error('The changes of this visit could not be made again; starting afresh.', error)
      stored.entries = []
    }
    past = undefined
    simulation.setMock(mock)
  }

  return {
    /** The clock of the simulation: now, or the time of the change that is played again. */
    clock: { now: () => past ?? clock.now() } satisfies Clock,
    /** When the data were made, Unix ms. */
    startedAt: stored.startedAt,
    /** Ends when the changes before a reload have been made again. */
    replayed(simulation: Simulation): Promise<void> {
      replay ??= playAll(simulation)
      return replay
    },
    /** Answers by `call`; keeps the request when it is a change that was accepted. */
    async record(
      request: Request,
      where: CloudPath,
      connection: Connection | undefined,
      call: () => Promise<Response>,
    ): Promise<Response> {
      const isChange = request.method !== 'GET' && !(request.headers.get('content-type') ?? '').startsWith('multipart/')
      const body = isChange ? await request.clone().text() : ''
      const at = clock.now()
      const response = await call()
      if (isChange && connection && response.ok) {
        stored.entries.push({
          at,
          method: request.method,
          family: where.family as Family,
          target: where.path + new URL(request.url).search,
          body,
          projectId: connection.projectId,
          region: connection.region,
        })
        stored.entries.splice(0, Math.max(0, stored.entries.length - KEPT))
        memory.set('journal', JSON.stringify(stored))
      }
      return response
    },
  }
}

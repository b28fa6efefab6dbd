/**
 * Our own server (`src/contract/console.ts`), simulated in the browser for the demo and for development: one user,
 * two connections, and the simulated cloud behind them. A Request → Response function, so that it runs in tests too.
 */
import { HEADER } from '~/contract/console.ts'
import { parseJson } from '~/lib/json.ts'
import { createSimulation, type SimulationOptions } from '../mount.ts'
import type { Clock } from '../simulation.ts'
import { handleCloud, readCloudPath } from './cloud.ts'
import { createConnections } from './connections.ts'
import { createJobs } from './jobs.ts'
import { createJournal } from './journal.ts'
import { answer, refuse } from './problem.ts'
import { createRequests } from './requests.ts'
import { createRuns } from './runs.ts'
import { createSession, type Memory } from './session.ts'
import { createViews } from './views.ts'

export interface ConsoleOptions {
  mock?: string
  clock: Clock
  memory: Memory
  latency?: number
  validate?: SimulationOptions['validate']
}

async function readFields(request: Request): Promise<Record<string, unknown> | undefined> {
  const text = await request.text()
  if (text === '') return {}
  try {
    const value = parseJson(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Makes the server of the demo; call the result with requests to `/api/…` and `/cloud/…` (without a base path). */
export function createConsole({
  mock = '',
  clock,
  memory,
  latency,
  validate,
}: ConsoleOptions): (request: Request) => Promise<Response> {
  const journal = createJournal(memory, mock, clock)
  const simulation = createSimulation({ mock, clock: journal.clock, startedAt: journal.startedAt, latency, validate })
  const session = createSession(clock, memory)
  const connections = createConnections(clock)
  const jobs = createJobs(memory)
  const views = createViews(memory)
  const requests = createRequests(memory)
  const runs = createRuns(jobs, clock)

  async function api(request: Request, path: string): Promise<Response> {
    const body = await readFields(request)
    if (!body) return refuse(400, 'gantry.bad_body', 'The body is not a JSON object.')
    // For tests: other faults in the middle of a visit, without losing the data of the scenario.
    if (request.method === 'PUT' && path === '/simulation') {
      await journal.replayed(simulation)
      try {
        simulation.setMock(typeof body['mock'] === 'string' ? body['mock'] : '')
      } catch (error) {
        return refuse(400, 'gantry.bad_parameter', String(error), { field: 'mock' })
      }
      return answer(204)
    }
    return (
      session.handle(request.method, path, body) ??
      connections.handle(request.method, path, body) ??
      jobs.handle(request.method, path, body) ??
      views.handle(request.method, path, body) ??
      (await requests.handle(request.method, path, body)) ??
      (await runs.handle(request.method, path, body, new URL(request.url).origin, toCloud)) ??
      refuse(404, 'gantry.not_an_operation', 'There is nothing here.')
    )
  }

  async function toCloud(request: Request): Promise<Response> {
    const where = readCloudPath(new URL(request.url).pathname)
    if (!where) return refuse(404, 'gantry.not_an_operation', 'There is nothing here.')
    const user = session.user()
    if (user === undefined) return refuse(401, 'gantry.signed_out', 'Sign in first.')
    await journal.replayed(simulation)
    const deps = { simulation, find: connections.find, isFresh: session.isFresh, user, now: clock.now }
    return journal.record(request, where, connections.find(where.connection), () => handleCloud(request, where, deps))
  }

  return async (request) => {
    const { pathname } = new URL(request.url)
    if (request.headers.get(HEADER) !== '1')
      return refuse(403, 'gantry.forbidden', 'The request does not come from this console.')
    if (pathname.startsWith('/api/')) return api(request, pathname.slice('/api'.length))
    return toCloud(request)
  }
}

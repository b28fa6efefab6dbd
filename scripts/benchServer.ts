/** Part (b) of the bench: the server beside a bare pass-through proxy, both before the same cloud, in the same run. */
import { Agent, request } from 'node:http'
import { secretKeyOf, sign } from '../src/bff/signing/sign.ts'
import type { Connection } from '../src/contract/console.ts'
import { callGantry, draftFor, launch, startServerStack, type CloudFacts } from './stack.ts'

/** Many short rounds: a machine that others use as well is slower for seconds at a time. */
export const ROUNDS = 31
/** The compiler of V8 is nearly done with both by then; the rounds go on for seven times as long. */
const WARM_UP = 6_000
/** Requests per round: one after the other for latency, sixteen at a time for throughput. */
const ALONE = 80
const TOGETHER = 600
const PARALLEL = 16
/** Different addresses, so that reads in flight are never the same and nothing is joined; all answer all rows. */
const ADDRESSES = 41

interface Call {
  path: string
  headers: Record<string, string>
}

export interface Load {
  perSecond: number
  p50: number
  p99: number
}

export interface Comparison {
  upstream: string
  gantry: Load
  bare: Load
  /** Requests per second of ours by those of the bare proxy in the same round, median of all rounds. */
  share: number
}

const port = (output: string) => /^\d+$/m.exec(output)?.[0]

function once(agent: Agent, origin: URL, call: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    request({ host: origin.hostname, port: origin.port, agent, path: call.path, headers: call.headers }, (answer) => {
      answer.resume()
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - started)
        else reject(new Error(`${call.path}: ${answer.statusCode}`))
      })
      answer.on('error', reject)
    })
      .on('error', reject)
      .end()
  })
}

/** Sends `count` requests, `parallel` at a time; milliseconds of each. */
async function drive(
  origin: string,
  calls: readonly Call[],
  count: number,
  parallel: number,
): Promise<{ times: number[]; ms: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: parallel })
  const url = new URL(origin)
  const times: number[] = []
  let next = 0
  const started = performance.now()
  const worker = async () => {
    while (next < count) {
      const call = calls[next++ % calls.length]
      if (call) times.push(await once(agent, url, call))
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  const ms = performance.now() - started
  agent.destroy()
  return { times, ms }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

interface Side {
  origin: string
  calls: readonly Call[]
}

/** Both sides in turn, round by round: what slows the machine for a moment slows both. */
async function compare(upstream: string, gantry: Side, bare: Side): Promise<Comparison> {
  const sides = [gantry, bare]
  const loads = sides.map(() => ({ perSecond: [] as number[], times: [] as number[] }))
  for (const side of sides) await drive(side.origin, side.calls, WARM_UP, PARALLEL)
  for (let round = 0; round < ROUNDS; round++) {
    // Each goes first in every other round.
    for (const [at, side] of round % 2 === 0 ? [...sides.entries()] : [...sides.entries()].toReversed()) {
      const load = loads[at]
      const { times } = await drive(side.origin, side.calls, ALONE, 1)
      load?.times.push(...times)
      const { ms } = await drive(side.origin, side.calls, TOGETHER, PARALLEL)
      load?.perSecond.push((TOGETHER / ms) * 1000)
    }
  }
  const [ours, theirs] = loads.map(({ perSecond, times }) => ({
    perSecond: median(perSecond),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  }))
  if (!ours || !theirs) throw new Error('no measurement')
  const [mine = [], bares = []] = loads.map(({ perSecond }) => perSecond)
  const share = median(mine.map((perSecond, round) => perSecond / (bares[round] ?? Number.NaN)))
  return { upstream, gantry: ours, bare: theirs, share }
}

const queries = Array.from({ length: ADDRESSES }, (_, at) => `limit=${10 + at}&offset=0`)

/** The same calls as the cloud wants them: signed beforehand, so that signing is the server's cost alone. */
function signedCalls(cloud: CloudFacts): Call[] {
  const { host } = new URL(cloud.endpoints.rocketmq)
  return queries.map((query) => {
    const path = `/v2/${cloud.projectId}/instances?${query}`
    const { headers } = sign(
      { method: 'GET', url: `http://${host}${path}`, headers: [], body: null },
      { ak: cloud.accessKey, sk: secretKeyOf(cloud.secretKey), projectId: cloud.projectId },
      { now: Date.now() },
    )
    return { path, headers: { ...Object.fromEntries(headers), host } }
  })
}

function gantryCalls(origin: string, connection: string, cookie: string): Call[] {
  const headers = { host: new URL(origin).host, 'x-gantry': '1', 'sec-fetch-site': 'same-origin', origin, cookie }
  return queries.map((query) => ({ path: `/cloud/${connection}/rocketmq/v2/-/instances?${query}`, headers }))
}

/** Runs the comparison against the simulated cloud, and against an upstream that answers at once. */
export async function benchServer(): Promise<Comparison[]> {
  const instant = await launch('scripts/benchProxy.ts', ['instant'], {}, port)
  const instantHost = `127.0.0.1:${instant.found}`
  const stack = await startServerStack('', [instantHost])
  const proxies = [
    await launch('scripts/benchProxy.ts', ['proxy', new URL(stack.cloud.endpoints.rocketmq).host], {}, port),
    await launch('scripts/benchProxy.ts', ['proxy', instantHost], {}, port),
  ] as const
  try {
    const cookie = await stack.signIn()
    const atOnce = {
      ...draftFor(stack.cloud),
      name: 'At once',
      endpoints: { ...stack.cloud.endpoints, rocketmq: `http://${instantHost}` },
    }
    const { value: quick } = await callGantry<Connection>(stack.origin, 'POST', '/api/connections', atOnce, cookie)
    const calls = signedCalls(stack.cloud)
    return [
      await compare(
        'simulated cloud',
        { origin: stack.origin, calls: gantryCalls(stack.origin, stack.connection, cookie) },
        { origin: `http://127.0.0.1:${proxies[0].found}`, calls },
      ),
      await compare(
        'answers at once',
        { origin: stack.origin, calls: gantryCalls(stack.origin, quick.id, cookie) },
        { origin: `http://127.0.0.1:${proxies[1].found}`, calls },
      ),
    ]
  } finally {
    await Promise.all([stack.stop(), instant.stop(), ...proxies.map((proxy) => proxy.stop())])
  }
}

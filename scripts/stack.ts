/**
 * The product as it is delivered (`dist/server/main.js`) beside the simulated cloud as HTTP servers that verify every
 * signature (`dist/server/cloud.js`), both as processes of their own on free loopback ports, in a folder of their own.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import type { Connection, ConnectionDraft, EndpointFamily } from '../src/contract/console.ts'
import { dist } from './places.ts'

const root = join(import.meta.dirname, '..')
const START_MS = 60_000

/** Facts that the simulated cloud prints when it is ready. */
export interface CloudFacts {
  endpoints: Record<EndpointFamily, string>
  accessKey: string
  secretKey: string
  projectId: string
  region: string
  temporary: { accessKey: string; secretKey: string; securityToken: string }
  user: { domain: string; name: string; password: string }
  projects: readonly { id: string; name: string; region: string }[]
  /** Addresses of the microservice engines. */
  engines: readonly string[]
  /** The account of the engine that wants a sign-in. */
  engineAccount: { name: string; password: string }
}

/** A request that reached the cloud. */
export interface SeenRequest {
  endpoint: EndpointFamily | 'engine'
  method: string
  /** As in the request line: still encoded. */
  target: string
  body: string
  status: number
}

export interface Process {
  /** All that it has printed so far, both streams. */
  output: () => string
  stop: () => Promise<void>
}

type Child = ChildProcessByStdio<null, Readable, Readable>

/**
 * Starts a file with Node and waits until `read` finds what it is looking for in the output.
 * @param file absolute, or from the root of the project
 */
export async function launch<T>(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  read: (output: string) => T | undefined,
): Promise<Process & { found: T }> {
  const path = resolve(root, file)
  if (!existsSync(path)) throw new Error(`${file} is missing: run npm run build.`)
  const child: Child = spawn(process.execPath, [path, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  const stop = async () => {
    process.off('exit', kill)
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const late = setTimeout(kill, 3_000)
    await ended
    clearTimeout(late)
  }
  const found = await new Promise<T>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${file} did not start within ${START_MS / 1000} s:\n${output}`)),
      START_MS,
    )
    const take = (chunk: string) => {
      // Access logs of a long run would fill the memory; the newest are what a failure needs.
      output = (output + chunk).slice(-200_000)
      const value = read(output)
      if (value === undefined) return
      clearTimeout(late)
      resolve(value)
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}:\n${output}`)))
  }).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { found, output: () => output, stop }
}

function readJson(output: string): CloudFacts | undefined {
  if (!/\n}\s*$/.test(output)) return undefined
  try {
    return JSON.parse(output.slice(output.indexOf('{'))) as CloudFacts
  } catch {
    return undefined
  }
}

export interface Cloud extends CloudFacts {
  /** Fresh data of the scenario, with its faults (`?mock=` string). */
  reset: (mock?: string) => Promise<void>
  /** Other faults over the same data, as long as the scenario stays. */
  setFaults: (mock: string) => Promise<void>
  /** The newest requests, oldest first, at most 1,000. */
  seen: () => Promise<SeenRequest[]>
  /** Lets the cloud's time pass. */
  advance: (milliseconds: number) => Promise<void>
  stop: () => Promise<void>
}

/** Starts the simulated cloud. */
export async function startCloud(mock = ''): Promise<Cloud> {
  const { found, stop } = await launch(join(dist, 'server/cloud.js'), ['--control', '--mock', mock], {}, readJson)
  const control = async (method: string, path: string, body?: string) => {
    const response = await fetch(`${found.endpoints.iam}/__simulation/${path}`, { method, body })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path} ${body}: ${response.status} ${text}`)
    return text
  }
  return {
    ...found,
    stop,
    async reset(next = '') {
      // Data start over when the scenario changes: through another one, the same scenario starts over too.
      await control('PUT', 'mock', next.includes('empty') ? 'default' : 'empty')
      await control('PUT', 'mock', next)
    },
    async setFaults(next) {
      await control('PUT', 'mock', next)
    },
    seen: async () => JSON.parse(await control('GET', 'seen')) as SeenRequest[],
    async advance(milliseconds) {
      await control('POST', 'advance', String(milliseconds))
    },
  }
}

export interface Gantry extends Process {
  origin: string
  /** The link of the first start. */
  setupLink: string
  /** Where its store and its key are. */
  folder: string
}

/** Starts the server on an empty data folder. `env` adds to its configuration. */
export async function startGantry(env: Record<string, string> = {}): Promise<Gantry> {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-'))
  const started = await launch(
    join(dist, 'server/main.js'),
    [],
    { HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'warn', ...env },
    (output) => {
      const setupLink = /http\S+\/setup#\S+/.exec(output)?.[0]
      return setupLink && output.includes('listens on') ? setupLink : undefined
    },
  ).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true })
    throw error
  })
  return {
    origin: new URL(started.found).origin,
    setupLink: started.found,
    folder,
    output: started.output,
    async stop() {
      await started.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const administrator = { name: 'admin', password: 'correct horse battery staple' }

/** Speaks to the server as its own page does. */
export async function callGantry<T>(
  origin: string,
  method: string,
  path: string,
  body?: unknown,
  cookie?: string,
): Promise<{ value: T; cookie: string }> {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      'x-gantry': '1',
      origin,
      'sec-fetch-site': 'same-origin',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return {
    value: (text === '' ? undefined : JSON.parse(text)) as T,
    cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie ?? '',
  }
}

/** A connection to the cloud with its permanent key. */
export function draftFor(cloud: CloudFacts): ConnectionDraft {
  const { region, projectId, endpoints, accessKey, secretKey } = cloud
  return { name: 'Cloud', region, projectId, endpoints, credential: { kind: 'aksk', accessKey, secretKey } }
}

export interface ServerStack {
  origin: string
  /** Id of the connection to the simulated cloud. */
  connection: string
  cloud: Cloud
  gantry: Gantry
  /** A new session of the administrator: the `Cookie` header. */
  signIn: () => Promise<string>
  stop: () => Promise<void>
}

/**
 * The server and the cloud; the administrator exists, and a connection that signs with the cloud's keys.
 * @param otherHosts `host:port` that further connections may use
 */
export async function startServerStack(mock = '', otherHosts: readonly string[] = []): Promise<ServerStack> {
  const cloud = await startCloud(mock)
  const addresses = [...Object.values(cloud.endpoints), ...cloud.engines]
  const hosts = [...addresses.map((address) => new URL(address).host), ...otherHosts]
  const gantry = await startGantry({ ALLOW_PRIVATE_ENDPOINTS: hosts.join(',') }).catch(async (error: unknown) => {
    await cloud.stop()
    throw error
  })
  const stop = async () => {
    await Promise.all([gantry.stop(), cloud.stop()])
  }
  try {
    const { origin } = gantry
    const token = new URLSearchParams(new URL(gantry.setupLink).hash.slice(1)).get('token') ?? ''
    const { cookie } = await callGantry(origin, 'POST', '/api/setup', { token, ...administrator })
    const draft = { ...draftFor(cloud), name: 'Orders', label: 'PROD', color: 'red' }
    const { value } = await callGantry<Connection>(origin, 'POST', '/api/connections', draft, cookie)
    // A second place, so that there is something to switch to.
    const other = cloud.projects.find((project) => project.region !== cloud.region)
    if (other) {
      const sandbox = { ...draftFor(cloud), name: 'Sandbox', region: other.region, projectId: other.id }
      await callGantry<Connection>(origin, 'POST', '/api/connections', sandbox, cookie)
    }
    return {
      origin,
      connection: value.id,
      cloud,
      gantry,
      stop,
      signIn: async () => (await callGantry(origin, 'POST', '/api/session', administrator)).cookie,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

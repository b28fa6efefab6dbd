/** The two stacks that flows run against, each started when a worker's first flow needs it. */
import { join } from 'node:path'
import { dist } from '../scripts/places.ts'
import { callGantry, startServerStack, type ServerStack } from '../scripts/stack.ts'
import { serveFolder } from '../scripts/staticServer.ts'
import { startUntrusted } from './untrusted.ts'

export type StackName = 'mocks' | 'server'

interface Running {
  name: StackName
  origin: string
  connection: string
  server?: ServerStack
  /** `host:port` that connections may name although nothing good is there. */
  badHosts?: { closed: string; untrusted: string }
}

export interface Stack {
  get: () => Promise<Running>
  /** For the beginning of a test: a new one where the clock of the cloud has gone too far. Under an open page none may go. */
  renew: () => Promise<void>
  /** The cookie of a session of the administrator, begun a short while ago. */
  session: () => Promise<string>
  /** The cookie that a test has left: its session is good for the next one if it is still the same. */
  left: (cookie: string | undefined) => void
  /** Its cloud has been moved on by so much. */
  age: (milliseconds: number) => void
  stop: () => Promise<void>
}

/** What needs the password of the last five minutes must find it in every test. */
const MAX_SESSION = 3 * 60_000

/** Signatures are good for 15 minutes: a cloud that was moved further than this is started anew. */
const MAX_AGE = 5 * 60_000

async function start(stack: StackName): Promise<Running & { stop: () => Promise<void> }> {
  if (stack === 'mocks') {
    const { origin, close } = await serveFolder(join(dist, 'demo'), { compress: false })
    return { name: stack, origin, connection: 'orders', stop: close }
  }
  const untrusted = await startUntrusted()
  // Nobody listens on the first port.
  const badHosts = { closed: '127.0.0.1:1', untrusted: untrusted.host }
  const server = await startServerStack('', Object.values(badHosts))
  const stop = async () => {
    await Promise.all([server.stop(), untrusted.stop()])
  }
  return { name: stack, origin: server.origin, connection: server.connection, server, badHosts, stop }
}

/** The stack of one worker. */
export function createStack(name: StackName): Stack {
  let running: ReturnType<typeof start> | undefined
  let age = 0
  let known: { cookie: string; since: number } | undefined
  const get = async () => (running ??= start(name))
  return {
    get,
    async renew() {
      if (age <= MAX_AGE) return
      await (await running)?.stop()
      running = undefined
      known = undefined
      age = 0
    },
    async session() {
      const { origin, server } = await get()
      if (!server) throw new Error('There is no server in this project.')
      // Another browser of the test before may have signed all of them out.
      const isAlive = async (cookie: string) => {
        const { value } = await callGantry<{ user?: unknown }>(origin, 'GET', '/api/session', undefined, cookie)
        return Boolean(value.user)
      }
      if (!known || Date.now() - known.since > MAX_SESSION || !(await isAlive(known.cookie)))
        known = { cookie: await server.signIn(), since: Date.now() }
      return known.cookie
    },
    left(cookie) {
      if (cookie !== known?.cookie) known = undefined
    },
    age: (milliseconds) => {
      age += milliseconds
    },
    stop: async () => (await running)?.stop(),
  }
}

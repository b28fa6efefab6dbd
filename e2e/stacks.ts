/** The two stacks that flows run against, each started when a worker's first flow needs it. */
import { join } from 'node:path'
import { dist } from '../scripts/places.ts'
import { startServerStack, type ServerStack } from '../scripts/stack.ts'
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
  /** Its cloud has been moved on by so much. */
  age: (milliseconds: number) => void
  stop: () => Promise<void>
}

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
  return {
    async get() {
      if (age > MAX_AGE) {
        await (await running)?.stop()
        running = undefined
        age = 0
      }
      return (running ??= start(name))
    },
    age: (milliseconds) => {
      age += milliseconds
    },
    stop: async () => (await running)?.stop(),
  }
}

import { http } from 'msw/http'
import { setupWorker } from 'msw/browser'
import { loadFacts } from '../facts.ts'
import { loadModel } from '../families.ts'
import { createConsole } from './console.ts'
import type { Memory } from './session.ts'

const PREFIX = 'gantry.demo.'

const memory: Memory = {
  get: (name) => sessionStorage.getItem(PREFIX + name) ?? undefined,
  set(name, value) {
    if (value === undefined) sessionStorage.removeItem(PREFIX + name)
    else sessionStorage.setItem(PREFIX + name, value)
  },
}

/** `?mock=` of this address; later pages of the visit remember it, `?mock=` with nothing forgets it. */
function mockOfVisit(): string {
  const given = new URL(location.href).searchParams.get('mock')
  if (given !== null) memory.set('mock', given)
  return memory.get('mock') ?? ''
}

/** A mistyped `?mock=` is said aloud and the demo runs without it. */
function start(mock: string) {
  const options = { clock: { now: () => Date.now() }, memory, validate: import.meta.env.DEV ? 'log' : 'off' } as const
  try {
    return createConsole({ ...options, mock })
  } catch (error) {
    console.error(error)
    memory.set('mock', undefined)
    return createConsole({ ...options, mock: '' })
  }
}

/**
 * Starts the simulated cloud and our simulated server in the browser; resolves when calls are answered. Only `/api/`
 * and `/cloud/` are: the worker lets everything else pass (workers/demoWorker.js).
 */
export async function startMocks(): Promise<void> {
  const base = import.meta.env.BASE_URL
  // The first page lists RocketMQ instances: its data arrive while the worker starts.
  void Promise.all([loadFacts('rocketmq'), loadModel('rocketmq')]).catch(() => undefined)
  const respond = start(mockOfVisit())
  const handler = async ({ request }: { request: Request }): Promise<Response> => {
    const url = new URL(request.url)
    url.pathname = `/${url.pathname.slice(base.length)}`
    const { method, headers, signal } = request
    const body = method === 'GET' ? undefined : await request.arrayBuffer()
    return respond(new Request(url, { method, headers, signal, ...(body?.byteLength ? { body } : {}) }))
  }
  const worker = setupWorker(http.all(`${base}api/*`, handler), http.all(`${base}cloud/*`, handler))
  await worker.start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: `${base}demoWorker.js` },
  })
}

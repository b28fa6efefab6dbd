/** Starts and stops the product: `node dist/server/main.js`. */
import { writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { version } from '../../package.json'
import { StartError, takeConfig } from './config.ts'
import { bufferedWriter, createLog, createScrubber } from './log.ts'
import { createProxy } from './proxy/proxy.ts'
import { startServer } from './server.ts'
import { createCloudCalls } from './upstream/cloudCalls.ts'

const GRACE_MS = 25_000
const print = (text: string) => writeSync(1, text)

async function main(): Promise<void> {
  const config = takeConfig(process.env)
  const scrubber = createScrubber()
  const out = bufferedWriter((text) => process.stdout.write(text))
  const log = createLog({ level: config.logLevel, scrubber, now: Date.now, write: out.write })
  const server = await startServer({
    config,
    appDir: config.appDir ?? fileURLToPath(new URL('../app', import.meta.url)),
    version,
    log,
    scrubber,
    now: Date.now,
    proxy: (deps) => createProxy(deps),
    cloudCalls: createCloudCalls,
    startSimulatedCloud: async () => (await import('#mocks/http/server.ts')).startSimulatedCloud({ port: 0 }),
  })
  print(`Gantry ${version} listens on ${server.address}\n`)
  if (server.publicUrl !== server.address) print(`Open ${server.publicUrl}\n`)
  if (server.setupLink)
    print(`\nFirst start: create the administrator here (the link works once):\n  ${server.setupLink}\n\n`)
  log.info('started', { address: server.address, version })

  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    // The second signal means "now".
    if (stopping) process.exit(1)
    stopping = true
    log.info('stopping', { signal })
    server.close(GRACE_MS).then(
      () => {
        log.info('stopped')
        out.flush()
        process.exit(0)
      },
      (error: unknown) => {
        log.error('stop.failed', { error })
        out.flush()
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('unhandledRejection', (error) => log.error('unhandled', { error }))
  process.on('uncaughtException', (error) => {
    log.error('uncaught', { error })
    out.flush()
    process.exit(1)
  })
}

main().catch((error: unknown) => {
  const message =
    error instanceof StartError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error)
  writeSync(2, `Gantry does not start: ${message}\n`)
  process.exit(1)
})

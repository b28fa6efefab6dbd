/**
 * The proof that every operation of the contracts can be run: each is opened in the explorer, filled with its sample,
 * sent through the server to the simulated cloud over HTTP with a signature, which answers 4xx to whatever the contract
 * does not allow, and its answer is shown. Reads, changes and deletions alike, with their confirmations.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { explorerPaths } from '~/paths/explorer.ts'
import { isDocumented, operationsByFamily, type Family, type Operation } from '../../scripts/provenOperations.ts'
import { operationOf } from '../../scripts/operations.ts'
import { results } from '../../scripts/places.ts'
import { administrator, callGantry, draftFor, type SeenRequest, type ServerStack } from '../../scripts/stack.ts'
import { expect, test, type Locator, type Page } from '../fixtures.ts'
import { knownValues, readKnown } from './knownValues.ts'

/** Between two operations the page is not loaded again: the router is told the way the Back button tells it. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: null }))
  }, path)
}

/** What a confirmation wants to have typed: the name of what the call acts on. */
async function wantedName(dialog: Locator): Promise<string> {
  return (await dialog.getByRole('definition').first().innerText()).trim()
}

/** Opens, fills, runs, by keyboard (a click waits for what moves); what stands under the form afterwards: the status, or the failure in words. */
async function runOne(
  page: Page,
  connection: string,
  operation: Operation,
  values: Record<string, unknown>,
): Promise<string> {
  await go(page, explorerPaths.operation({ connection, family: operation.family, operationId: operation.id }, values))
  await expect(
    page
      .getByRole('definition')
      .filter({ hasText: new RegExp(`^${operation.id}$`) })
      .first(),
  ).toBeVisible()
  const fill = page.getByRole('button', { name: 'Fill in a sample' })
  const run = page.getByRole('button', { name: 'Run', exact: true })
  // A sample takes the place of the body that is there.
  if (values['body'] === undefined && (await fill.count()) > 0) {
    await fill.press('Enter')
    await expect(fill).not.toHaveAttribute('data-loading')
  }
  await run.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Run: / })
  // Not the messages at the edge: those may be of a job before.
  const outcome = page.getByRole('main').locator('section[data-status], [role=alert], output:text-matches("corrected")')
  await expect(dialog.or(outcome).first()).toBeVisible(PATIENCE)
  if (await dialog.isVisible()) {
    const name = dialog.getByRole('textbox')
    if ((await name.count()) > 0) await name.fill(await wantedName(dialog))
    await dialog.getByRole('button', { name: 'Run', exact: true }).press('Enter')
    await expect(dialog).toBeHidden(PATIENCE)
  }
  await expect(outcome.first()).toBeVisible(PATIENCE)
  const answer = page.locator('section[data-status]')
  if ((await answer.count()) > 0) return (await answer.getAttribute('data-status')) ?? ''
  return (await outcome.first().innerText()).replaceAll('\n', ' ')
}

/**
 * Whether a request that arrived at the cloud, and was taken there, is one of this operation. Where a path has two
 * functions, what runs the documented operation is always one of its variants; a variant is only itself.
 */
function isOf(operation: Operation, { method, target, body, status }: SeenRequest): boolean {
  const url = `http://gantry/cloud/any/${operation.family}${target}`
  const found = status < 400 ? operationOf({ method, url, body: jsonOf(body) }) : undefined
  return found?.family === operation.family && [found.id, found.variantOf].includes(operation.id)
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * Connections that take turns. DDM takes 60 calls a minute of a user, and the server keeps to it: further credentials
 * of the account share the load. Accounts of an engine (5.5) carry its token where a signature would stand, so those
 * calls need a connection that signs in as a user, and the account of the engine.
 */
async function connectionsFor(family: Family, server: ServerStack, first: string, cookie: string): Promise<string[]> {
  const { temporary, user, engineAccount } = server.cloud
  const asUser = { kind: 'password', domain: user.domain, user: user.name, password: user.password } as const
  const make = async (credential: ReturnType<typeof draftFor>['credential'], name: string) =>
    (
      await callGantry<{ id: string }>(
        server.origin,
        'POST',
        '/api/connections',
        { ...draftFor(server.cloud), name, credential },
        cookie,
      )
    ).value.id
  if (family === 'ddm')
    return [first, await make({ kind: 'temporary', ...temporary }, 'Temporary key'), await make(asUser, 'User')]
  if (family !== 'cse-engine') return [first]
  const connection = await make(asUser, 'User of engines')
  const { secured } = await readKnown(server, connection, cookie)
  // Confirming the password gives a new session id, so this is done in a session of its own.
  const confirmed = await callGantry(
    server.origin,
    'POST',
    '/api/session/confirm',
    { password: administrator.password },
    await server.signIn(),
  )
  await callGantry(
    server.origin,
    'PUT',
    `/api/connections/${connection}/engines/${secured}`,
    engineAccount,
    confirmed.cookie,
  )
  return [connection]
}

const counts = join(results, 'explorer')
const print = (line: string) => process.stdout.write(`${line}\n`)

/** Keeps the count of a family for the reporter: families run in processes of their own. */
function count(family: Family, proven: readonly Operation[]): void {
  mkdirSync(counts, { recursive: true })
  writeFileSync(
    join(counts, `${family}.json`),
    JSON.stringify({
      documented: proven.filter(isDocumented).length,
      further: proven.filter((one) => !isDocumented(one)).length,
    }),
  )
}

/** The server holds calls back for up to 15 s rather than break the limit of the cloud. */
const PATIENCE = { timeout: 25_000 }

// A trace of a thousand clicks costs more than the clicks.
test.use({ trace: 'off' })

test.describe('every operation can be run in the explorer', () => {
  for (const [family, operations] of operationsByFamily) {
    test(family, async ({ page, open, connection, running }) => {
      test.setTimeout(60_000 + operations.length * 5_000)
      const { server } = await running.get()
      if (!server) throw new Error('This needs the server and the cloud over HTTP.')
      await server.cloud.reset()
      // Before the page is opened: it knows the connections that it has read.
      const cookie = await server.signIn()
      const known = await readKnown(server, connection, cookie)
      const connections = await connectionsFor(family, server, connection, cookie)
      await open((at) => explorerPaths.find(at))
      const failed: string[] = []
      for (const [index, operation] of operations.entries()) {
        // Data of its own, so that what one operation deletes is there for the next.
        await server.cloud.reset()
        const own = connections[index % connections.length] ?? connection
        const attempt = () =>
          runOne(page, own, operation, knownValues(operation, known)).catch(
            (error: unknown) => String(error).split('\n')[0] ?? '',
          )
        let status = await attempt()
        // The limit of the cloud was reached: a person waits as well.
        for (let tries = 0; tries < 3 && status.includes('gantry.throttled'); tries += 1) {
          await setTimeout(20_000)
          await go(page, explorerPaths.find({ connection: own }))
          await expect(page.getByRole('heading', { name: 'API Explorer' })).toBeVisible()
          status = await attempt()
        }
        if (!/^2\d\d$/.test(status)) failed.push(`${operation.id}: ${status}`)
        else if (!(await server.cloud.seen()).some((request) => isOf(operation, request)))
          failed.push(`${operation.id}: did not arrive`)
        if (!operation.async) continue
        const { value } = await callGantry<{ jobs: { id: string }[] }>(
          server.origin,
          'GET',
          '/api/jobs',
          undefined,
          cookie,
        )
        for (const { id } of value.jobs) await callGantry(server.origin, 'DELETE', `/api/jobs/${id}`, undefined, cookie)
      }
      count(
        family,
        operations.filter((operation) => !failed.some((line) => line.startsWith(`${operation.id}: `))),
      )
      print(`explorer: ${operations.length - failed.length} of ${operations.length} in ${family}`)
      expect(failed).toEqual([])
    })
  }
})

/** What every flow stands on: a stack to run against, a way in, the guards, and a few words for what a person does. */
import { readFileSync } from 'node:fs'
import { test as base, type Locator, type Page } from '@playwright/test'
import { administrator, callGantry, startGantry, type Gantry, type ServerStack } from '../scripts/stack.ts'
import { countOperations } from './exercised.ts'
import { expect } from './expect.ts'
import { createProfile, type Profile } from './profile.ts'
import { createStack, type Stack, type StackName } from './stacks.ts'

export { administrator, expect }
export type { Locator, Page }

export interface StackOptions {
  /** Which stack the project runs against. */
  stack: StackName
}

export interface OpenOptions {
  /** A `?mock=` string: scenario and faults, e.g. `large`, `fail:createTopic:503`. */
  mock?: string
  lang?: 'en' | 'zh'
  scheme?: 'light' | 'dark'
}

/** A path, or what makes one of the connection: `open((at) => rocketmqPaths.instances(at))`. */
export type Target = string | ((at: { connection: string }) => string)

interface WorkerFixtures extends StackOptions {
  running: Stack
  profile: Profile
}

interface TestFixtures {
  /** Id of the connection that the flows use; its data are fresh in each test. */
  connection: string
  /** Opens an address of the app, signed in. */
  open: (target: Target, options?: OpenOptions) => Promise<void>
  /** Whether the clock of the page is ours: a `timedTest`. */
  isTimed: boolean
  /** Changes scenario and faults of the cloud under the open page. In the browser's cloud this reloads it. */
  setMock: (mock: string) => Promise<void>
  /** Other faults of the cloud under the open page; its data stay. The scenario must be the one of `open`. */
  setFaults: (mock: string) => Promise<void>
  /** Ends the session behind the page's back, as the idle timeout would; the page learns it from its next call. */
  endSession: () => Promise<void>
  /** Console errors that the test causes on purpose. */
  expectedErrors: RegExp[]
  /** The server and the cloud of the `server` project. */
  server: ServerStack
  /** Hosts of the `server` project that cannot be used: nobody listens, or nobody trusts the certificate. */
  badHosts: { closed: string; untrusted: string }
  /** A server of this test alone, before its set-up (both projects). */
  freshServer: Gantry
  guards: void
}

/** Whether a console error is only the browser's note on an answer that the app shows itself. */
function isAnswerNote(text: string, url: string): boolean {
  return text.startsWith('Failed to load resource') && /\/(cloud|api)\//.test(url)
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: ['mocks', { option: true, scope: 'worker' }],

  running: [
    async ({ stack }, use) => {
      const running = createStack(stack)
      await use(running)
      await running.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  profile: [
    async ({}, use) => {
      const profile = createProfile()
      await use(profile)
      await profile.stop()
    },
    { scope: 'worker' },
  ],

  isTimed: [false, { option: true }],

  context: async ({ profile, running, isTimed }, use) => {
    await running.renew()
    await use(await profile.fresh((await running.get()).origin, isTimed))
  },

  page: async ({ context }, use) => {
    const [page] = context.pages()
    if (!page) throw new Error('A fresh context has a page.')
    await use(page)
  },

  expectedErrors: async ({}, use) => {
    await use([])
  },

  connection: async ({ running }, use) => {
    await use((await running.get()).connection)
  },

  guards: [
    async ({ page, expectedErrors, stack }, use, info) => {
      const faults: string[] = []
      const keepOperations = countOperations(page, stack, info)
      // A policy violation is a console error of the browser already; the event names the directive as well.
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          console.error(
            `Content security policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
          )
        })
      })
      page.on('console', (message) => {
        if (message.type() === 'error' && !isAnswerNote(message.text(), message.location().url))
          faults.push(message.text() || `nothing in words, from ${message.location().url}:${message.location().line}`)
      })
      page.on('pageerror', (error) =>
        faults.push(error.stack || `${error.name}: ${error.message} ${JSON.stringify(error)} ${page.url()}`),
      )
      await use()
      keepOperations()
      const unexpected = faults.filter((text) => !expectedErrors.some((pattern) => pattern.test(text)))
      expect(unexpected, 'errors in the console').toEqual([])
    },
    { auto: true },
  ],

  open: async ({ page, context, running, isTimed }, use) => {
    let isReady = false
    await use(async (target, { mock = '', lang = 'en', scheme = 'light' } = {}) => {
      const { origin, connection, server } = await running.get()
      if (!isReady) {
        isReady = true
        if (isTimed) await page.clock.install()
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
        await page.addInitScript(
          ([language, colours]) => {
            // A choice made in the test outlives a reload, as it does for a person.
            if (!localStorage.getItem('gantry.language')) localStorage.setItem('gantry.language', language)
            const scheme = 'mantine-color-scheme-value'
            if (!localStorage.getItem(scheme)) localStorage.setItem(scheme, colours)
          },
          [lang, scheme] as const,
        )
        if (server) {
          await server.cloud.reset(mock)
          const cookie = await running.session()
          const { value } = await callGantry<{ jobs: { id: string }[] }>(origin, 'GET', '/api/jobs', undefined, cookie)
          for (const { id } of value.jobs)
            await callGantry(origin, 'DELETE', `/api/jobs/${encodeURIComponent(id)}`, undefined, cookie)
          await callGantry(origin, 'DELETE', '/api/requests/past', undefined, cookie)
          const kept = await callGantry<{ saved: { id: string }[] }>(origin, 'GET', '/api/requests', undefined, cookie)
          for (const { id } of kept.value.saved)
            await callGantry(origin, 'DELETE', `/api/requests/saved/${id}`, undefined, cookie)
          const [name = '', id = ''] = cookie.split('=')
          await context.addCookies([{ name, value: id, url: origin, httpOnly: true, sameSite: 'Strict' }])
        }
      }
      const url = new URL(typeof target === 'string' ? target : target({ connection }), origin)
      if (!server && mock !== '') url.searchParams.set('mock', mock)
      await page.goto(url.href)
    })
    const [cookie] = await context.cookies()
    running.left(cookie && `${cookie.name}=${cookie.value}`)
  },

  setMock: async ({ page, running }, use) => {
    await use(async (mock) => {
      const { server } = await running.get()
      if (server) return server.cloud.reset(mock)
      const url = new URL(page.url())
      url.searchParams.set('mock', mock)
      await page.goto(url.href)
    })
  },

  setFaults: async ({ page, running }, use) => {
    await use(async (mock) => {
      const { server } = await running.get()
      if (server) return server.cloud.setFaults(mock)
      await page.evaluate(async (text) => {
        const headers = { 'x-gantry': '1', 'content-type': 'application/json' }
        const body = JSON.stringify({ mock: text })
        const response = await fetch('/api/simulation', { method: 'PUT', headers, body })
        if (!response.ok) throw new Error(await response.text())
      }, mock)
    })
  },

  endSession: async ({ page, context, running }, use) => {
    await use(async () => {
      const { server } = await running.get()
      if (server) return context.clearCookies()
      await page.evaluate(async () => {
        await fetch('/api/session', { method: 'DELETE', headers: { 'x-gantry': '1' } })
      })
    })
  },

  server: async ({ running }, use) => {
    const { server } = await running.get()
    if (!server) throw new Error('There is no server in this project.')
    await use(server)
  },

  badHosts: async ({ running }, use) => {
    const { badHosts } = await running.get()
    if (!badHosts) throw new Error('There is no server in this project.')
    await use(badHosts)
  },

  freshServer: async ({}, use) => {
    const gantry = await startGantry()
    await use(gantry)
    await gantry.stop()
  },
})

interface TimedFixtures {
  /** Lets time pass for the page and for the cloud. */
  passTime: (milliseconds: number) => Promise<void>
}

/** A test that lets time pass. Its pages have a clock of their own, which a browser keeps once it has it. */
export const timedTest = test.extend<TimedFixtures>({
  isTimed: true,

  passTime: async ({ page, running }, use) => {
    await use(async (milliseconds) => {
      const { server } = await running.get()
      if (server) {
        running.age(milliseconds)
        await server.cloud.advance(milliseconds)
      }
      await page.clock.fastForward(milliseconds)
    })
  },
})

/** The row of a table that shows a text in one of its cells. */
export function row(page: Page, name: string | RegExp): Locator {
  return page.getByRole('row').filter({
    has: page
      .getByRole('cell')
      .or(page.getByRole('rowheader'))
      .or(page.getByRole('gridcell'))
      .filter({ hasText: name }),
  })
}

/** Runs an action from the menu of a row: both by their visible names. */
export async function rowAction(page: Page, name: string | RegExp, action: string | RegExp): Promise<void> {
  await row(page, name)
    .getByRole('button', { name: /^actions for|的操作$/i })
    .click()
  await page.getByRole('menuitem', { name: action }).click()
}

/** A short message at the edge of the page that says a text. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: text })
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A field by its label, with or without the mark of a required or an optional one. */
export function field(scope: Page | Locator, label: string): Locator {
  return scope
    .getByLabel(new RegExp(`^${escape(label)}\\s*(\\*|optional|选填)?$`))
    .and(scope.locator('input, textarea, select, button'))
    .first()
}

/**
 * Fills fields by label. A text is typed, or chosen where the field is a select or a radio group; a list is chosen one
 * by one; a boolean ticks or clears.
 */
export async function fillForm(
  scope: Page | Locator,
  values: Record<string, string | boolean | readonly string[]>,
): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const group = scope.getByRole('radiogroup', { name: label })
    if (typeof value === 'string' && (await group.count()) > 0) {
      await group.getByRole('radio', { name: value, exact: true }).check()
      continue
    }
    const target = field(scope, label)
    if (typeof value === 'boolean') await target.setChecked(value)
    else if (typeof value !== 'string') for (const one of value) await choose(target, one)
    else if (await isSelect(target)) await choose(target, value)
    else await target.fill(value)
  }
}

/** A list to choose from: the browser's own, a combo box, or a field that opens a list and takes no text. */
async function isSelect(target: Locator): Promise<boolean> {
  return target.evaluate(
    (element) =>
      element.tagName === 'SELECT' ||
      element.getAttribute('aria-haspopup') === 'listbox' ||
      element.getAttribute('role') === 'combobox',
  )
}

/** Opens a list and takes the option with this name. */
async function choose(target: Locator, option: string): Promise<void> {
  if (await target.evaluate((element) => element.tagName === 'SELECT')) {
    await target.selectOption({ label: option })
    return
  }
  await target.click()
  await target.page().getByRole('option', { name: option, exact: true }).click()
}

/** Exports the only table of the page: the name of the file and what is in it. */
export async function exported(page: Page, format: 'CSV' | 'JSON'): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click()
      await page.getByRole('menuitem', { name: format }).click()
    })(),
  ])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

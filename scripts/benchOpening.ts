/** Opening an operation in the explorer, from the click to its form. */
import type { Browser } from '@playwright/test'
import { operationSchemas, schemas } from '../src/contract/roma-apic/generated/schemas.ts'
import { newContext } from './benchContext.ts'
import { clickToForm, plantProbe } from './benchProbe.ts'
import { median } from './benchServer.ts'
import type { ServerStack } from './stack.ts'

const FAMILY = 'roma-apic'

/** The operation of a family that asks for the most: by the size of all that its parameters and body reach. */
function largestOperation(): string {
  const size = (node: unknown, seen: Set<string>): number => {
    const text = JSON.stringify(node ?? null)
    const refs = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name = '']) => name)
    const fresh = refs.filter((name) => !seen.has(name) && Boolean(seen.add(name)))
    return fresh.reduce((sum, name) => sum + size(schemas[name], seen), text.length)
  }
  const [largest] = Object.entries(operationSchemas)
    .map(([id, { parameters, body }]) => ({ id, size: size([parameters, body], new Set()) }))
    .toSorted((a, b) => b.size - a.size)
  return largest?.id ?? ''
}

/** From the list of operations, after another one of the family has been opened once. */
export async function benchOpening(
  browser: Browser,
  stack: ServerStack,
  cookie: string,
  runs: number,
): Promise<{ operation: string; ms: number }> {
  const operation = largestOperation()
  const base = `/c/${stack.connection}/explorer`
  const link = (id: string) => `tbody a[href$="${base}/${FAMILY}/${id}"]`
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const context = await newContext(browser, stack.origin, cookie)
    const page = await context.newPage()
    await plantProbe(page)
    await page.goto(`${stack.origin}${base}/${FAMILY}/getInstance`)
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor()
    await page.locator(`nav a[href$="${base}"]`).last().click()
    await page.getByRole('main').locator('input[type=search]').first().fill(operation)
    await page.locator(link(operation)).waitFor()
    await page.waitForLoadState('networkidle')
    times.push(await clickToForm(page, link(operation)))
    await context.close()
  }
  return { operation, ms: median(times) }
}

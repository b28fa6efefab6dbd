/** Says which operations of the contract the flows have run, and leaves the numbers for `npm test`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { coverage, type Coverage } from '../scripts/operations.ts'
import { results as folder } from '../scripts/places.ts'
import { isDocumented, operationsByFamily } from '../scripts/provenOperations.ts'

const operations = join(folder, 'operations')
const explorer = join(folder, 'explorer')

interface Ran {
  stack: string
  ran: string[]
}

function readRecords(): Ran[] {
  if (!existsSync(operations)) return []
  return readdirSync(operations).map((name) => JSON.parse(readFileSync(join(operations, name), 'utf8')) as Ran)
}

function sum(counts: readonly Coverage[]): { exercised: number; of: number } {
  return { exercised: counts.reduce((n, one) => n + one.exercised, 0), of: counts.reduce((n, one) => n + one.of, 0) }
}

/** The lines of the report: one per family that was touched, the total last. */
export function report(records: readonly Ran[]): string[] {
  const of = (stack?: string) =>
    coverage(new Set(records.filter((one) => stack === undefined || one.stack === stack).flatMap(({ ran }) => ran)))
  const [all, mocks, server] = [of(), of('mocks'), of('server')]
  const lines = Object.entries(all).map(([family, one]) => {
    const inStack = (stack: typeof all) => stack[family as keyof typeof all].exercised
    const missing =
      one.exercised > 0 && one.missing.length > 0 && one.missing.length <= 12
        ? `; not yet: ${one.missing.join(', ')}`
        : ''
    return `  ${family.padEnd(12)} ${one.exercised} of ${one.of} (mocks ${inStack(mocks)}, server ${inStack(server)})${missing}`
  })
  const total = sum(Object.values(all))
  return [...lines, `operations exercised by flows: ${total.exercised} of ${total.of}`]
}

/** What the proof of the explorer has run of a family. */
export interface Proven {
  documented: number
  further: number
}

function readProven(): Proven[] {
  if (!existsSync(explorer)) return []
  return readdirSync(explorer).map((name) => JSON.parse(readFileSync(join(explorer, name), 'utf8')) as Proven)
}

/** The lines of the proof; none when it was not part of the run. A family that was left out counts as not proven. */
export function explored(proven: readonly Proven[]): string[] {
  if (proven.length === 0) return []
  const all = operationsByFamily.flatMap(([, own]) => own)
  const documented = all.filter(isDocumented).length
  const total = (name: keyof Proven) => proven.reduce((n, one) => n + one[name], 0)
  return [
    `explorer: ${total('documented')} of ${documented}`,
    `explorer: ${total('further')} of ${all.length - documented} variants and operations beyond the document`,
  ]
}

export default class OperationReporter implements Reporter {
  private tests: TestCase[] = []

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests()
    rmSync(operations, { recursive: true, force: true })
    rmSync(explorer, { recursive: true, force: true })
  }

  onEnd(): void {
    const lines = [...explored(readProven()), ...report(readRecords())]
    const outcomes = this.tests.map((one) => one.outcome())
    const passed = outcomes.filter((one) => one === 'expected' || one === 'flaky').length
    const flaky = outcomes.filter((one) => one === 'flaky').length
    const failed = outcomes.filter((one) => one === 'unexpected').length
    // Tests that never ran (the run was stopped) have no result at all.
    const notRun = this.tests.filter((one) => one.results.length === 0).length
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'flows.json'), JSON.stringify({ passed, failed: failed + notRun, flaky, report: lines }))
    console.log(`\n${lines.join('\n')}`)
  }
}

/**
 * `npm test`: everything that can be wrong, in the order in which it is cheapest to find, two steps at a time. One line
 * for each step as it ends, the whole output of a step that failed, and at the end `N passed, N failed`.
 * `npm test -- lint types` runs only those.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { browserVersion, ensureBrowser } from './browser.ts'
import { results } from './places.ts'

const root = join(import.meta.dirname, '..')
const LIMIT_MS = 22 * 60_000
const AT_ONCE = 2

interface Tally {
  passed: number
  failed: number
  /** What the step has to say although nothing failed. */
  report?: string[]
}

interface Step {
  name: string
  title: string
  command: readonly string[]
  /** Steps without which this one cannot run. */
  needs?: readonly string[]
  /** It keeps all cores busy by itself, and measures time. */
  runsAlone?: true
  /** Its line names the browser that it ran in. */
  usesBrowser?: true
  /** Counts the tests that it ran, from the file that it left. */
  tally?: () => Tally
}

/** Runs vitest so that `countTests(file)` can count. */
const vitest = (file: string, ...args: string[]) => [
  'vitest',
  'run',
  ...args,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(results, file)}`,
]

const steps: readonly Step[] = [
  { name: 'generate', title: 'generate code from the contracts', command: ['node', 'src/contract/generate.ts'] },
  { name: 'format', title: 'format', command: ['oxfmt', '--check', '.'] },
  {
    name: 'lint',
    title: 'lint, with types and layers',
    command: ['oxlint', '--type-aware', '--deny-warnings'],
    needs: ['generate'],
  },
  { name: 'types', title: 'types', command: ['tsc', '--noEmit'], needs: ['generate'] },
  { name: 'knip', title: 'dead code and dependencies', command: ['knip'], needs: ['generate'] },
  {
    name: 'unit',
    title: 'unit, contract and server tests',
    command: vitest('unit.json'),
    needs: ['generate'],
    runsAlone: true,
    tally: () => countTests('unit.json'),
  },
  {
    name: 'component',
    title: 'component tests',
    command: vitest('component.json', '--config', 'component.config.ts'),
    needs: ['generate'],
    runsAlone: true,
    usesBrowser: true,
    tally: () => countTests('component.json'),
  },
  { name: 'build', title: 'build of app and server', command: ['npm', 'run', 'build'], needs: ['generate'] },
  { name: 'demo', title: 'build of the demo', command: ['npm', 'run', 'demo'], needs: ['generate'] },
  {
    name: 'sizes',
    title: 'size budget of sign-in and first list, no simulated cloud in the product',
    command: ['node', 'scripts/sizes.ts'],
    needs: ['build'],
  },
  {
    name: 'flows',
    title: 'browser flows',
    command: ['playwright', 'test'],
    needs: ['build', 'demo'],
    runsAlone: true,
    usesBrowser: true,
    tally: countFlows,
  },
]

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(results, name), 'utf8')) as unknown
}

function countTests(file: string): Tally {
  const { numPassedTests, numFailedTests } = read(file) as { numPassedTests: number; numFailedTests: number }
  return { passed: numPassedTests, failed: numFailedTests }
}

function countFlows(): Tally {
  const { passed, failed, flaky, report } = read('flows.json') as {
    passed: number
    failed: number
    flaky: number
    report: string[]
  }
  return {
    passed,
    failed,
    report: [...(flaky > 0 ? [`${flaky} passed only when run again: each is a bug`] : []), ...report],
  }
}

/** Runs a command without a terminal and keeps what it prints. */
function run([command = '', ...args]: readonly string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
        NO_COLOR: '1',
        FORCE_COLOR: '0',
      },
      // A group of its own, so that a hanging step ends with all that it started.
      detached: true,
    })
    let output = ''
    const keep = (chunk: string) => (output += chunk)
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    const endGroup = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended already.
      }
    }
    const late = setTimeout(() => {
      output += `\nEnded: it ran longer than ${LIMIT_MS / 60_000} minutes.\n`
      endGroup()
    }, LIMIT_MS)
    process.once('exit', endGroup)
    const finish = (ok: boolean) => {
      clearTimeout(late)
      process.off('exit', endGroup)
      resolve({ ok, output })
    }
    child.once('error', (error) => {
      output += `${error.message}\n`
      finish(false)
    })
    child.once('close', (code) => finish(code === 0))
  })
}

function tallyOf(step: Step, ok: boolean): Tally {
  let tally: Tally = { passed: 0, failed: 0 }
  try {
    tally = step.tally?.() ?? tally
  } catch {
    // It broke before it could count.
  }
  // A step that failed without a failed test (a file that does not load, a crash) is itself what failed.
  if (!ok && tally.failed === 0) return { ...tally, failed: 1 }
  // So is one that ran nothing.
  if (ok && step.tally && tally.passed + tally.failed === 0) return { ...tally, failed: 1 }
  return tally
}

/** Runs a step, and says at its end how it went, in one piece. */
async function carryOut(step: Step): Promise<Tally & { isGood: boolean }> {
  const started = performance.now()
  const browser = step.usesBrowser ? ` (${browserVersion(ensureBrowser())})` : ''
  const { ok, output } = await run(step.command)
  const tally = tallyOf(step, ok)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const counts = step.tally ? `, ${tally.passed} passed, ${tally.failed} failed` : ''
  const isGood = ok && tally.failed === 0
  if (!isGood)
    console.log(
      `\n${'─'.repeat(20)} ${step.title}: $ ${step.command.join(' ')}\n${output.trimEnd()}\n${'─'.repeat(20)}`,
    )
  console.log(`${isGood ? '✓' : '✗'} ${step.title}${browser}: ${seconds} s${counts}`)
  for (const line of tally.report ?? []) console.log(`    ${line}`)
  if (step.name === 'sizes' && isGood) console.log(output.trimEnd().replaceAll(/^/gm, '    '))
  return { ...tally, isGood }
}

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0)
    throw new Error(`Unknown step ${unknown.join(', ')}. Steps: ${steps.map(({ name }) => name).join(', ')}`)
  if (Number(process.versions.node.split('.')[0]) < 24)
    throw new Error('Run this as npm test: npm puts the Node 24 of this project first on the PATH.')
  const chosen = names.length > 0 ? steps.filter(({ name }) => names.includes(name)) : steps
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })

  const failedSteps = new Set<string>()
  const total = { passed: 0, failed: 0 }
  const running = new Map<string, Promise<void>>()
  for (const step of chosen) {
    const mustWait = () =>
      running.size >= (step.runsAlone ? 1 : AT_ONCE) || step.needs?.some((name) => running.has(name))
    while (mustWait()) await Promise.race(running.values())
    const missing = step.needs?.find((name) => failedSteps.has(name))
    if (missing !== undefined) {
      console.log(`- ${step.title}: not run, because "${missing}" failed`)
      failedSteps.add(step.name)
      total.failed += 1
      continue
    }
    const ended = carryOut(step).then(({ passed, failed, isGood }) => {
      running.delete(step.name)
      if (!isGood) failedSteps.add(step.name)
      total.passed += passed
      total.failed += failed
    })
    running.set(step.name, ended)
    if (step.runsAlone) await ended
  }
  await Promise.all(running.values())
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}

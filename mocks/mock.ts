import { scenarios, type ScenarioName } from './simulation.ts'

/** A failure that the simulated cloud is told to make. `operation: '*'` means every operation. */
export type Fault =
  | { kind: 'slow' } // every answer takes 1.5 s longer
  | { kind: 'offline' } // the connection breaks before an answer
  | { kind: 'throttled' } // at most 10 calls a minute per family, then 429
  // With an HTTP status or an error code; `only` for what the path names so, or for that item of a batch.
  | { kind: 'fail'; operation: string; with: string; only?: string }
  | { kind: 'truncated'; operation: string } // the answer is cut off in the middle
  | { kind: 'html'; operation: string } // a page of some proxy instead of JSON
  | { kind: 'timeout'; operation: string } // no answer at all

/** What the simulated cloud is to be like. */
export interface Mock {
  scenario: ScenarioName
  faults: Fault[]
}

function isScenario(word: string): word is ScenarioName {
  return (scenarios as readonly string[]).includes(word)
}

function parseFault(word: string): Fault {
  const [kind = '', operation = '', outcome = '', only = ''] = word.split(':')
  switch (kind) {
    case 'slow':
    case 'offline':
    case 'throttled':
      return { kind }
    case 'fail':
      if (operation && outcome) return { kind, operation, with: outcome, ...(only ? { only } : {}) }
      break
    case 'truncated':
    case 'html':
    case 'timeout':
      if (operation) return { kind, operation }
  }
  throw new Error(
    `Unknown word "${word}" in mock. Known: ${scenarios.join(', ')}, slow, offline, throttled, ` +
      'fail:<operationId>:<status or code>[:<only this object>], truncated:<operationId>, html:<operationId>, timeout:<operationId>',
  )
}

/**
 * Reads `?mock=`: one scenario and any number of faults, comma separated, e.g. `large,slow,fail:createTopic:503`.
 * @throws Error that names the unknown word: a misspelt fault must not pass as "no fault"
 */
export function parseMock(text: string): Mock {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  return {
    scenario: words.findLast(isScenario) ?? 'default',
    faults: words.filter((word) => !isScenario(word)).map(parseFault),
  }
}

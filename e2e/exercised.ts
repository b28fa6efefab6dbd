/** Which operations a flow has run, for the count that the reporter makes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page, Request, TestInfo } from '@playwright/test'
import { operationOf } from '../scripts/operations.ts'
import { results } from '../scripts/places.ts'

const records = join(results, 'operations')

function jsonBody(request: Request): unknown {
  try {
    return request.postDataJSON() as unknown
  } catch {
    return undefined
  }
}

/** Counts from now on what the page calls with success; answers how to keep it. */
export function countOperations(page: Page, stack: string, info: TestInfo): () => void {
  const ran = new Set<string>()
  page.on('response', (response) => {
    const request = response.request()
    if (response.status() >= 400 || !request.url().includes('/cloud/')) return
    const operation = operationOf({ method: request.method(), url: request.url(), body: jsonBody(request) })
    if (operation) ran.add(`${operation.family} ${operation.id}`)
  })
  return () => {
    mkdirSync(records, { recursive: true })
    writeFileSync(join(records, `${stack}-${info.testId}-${info.retry}.json`), JSON.stringify({ stack, ran: [...ran] }))
  }
}

/** Failures that an answer hides behind a 2xx (`x-batch-result`). Pure. */
import { readPath } from '~/api/readPath.ts'
import type { OperationSchemas } from '~/contract/schema.ts'

interface BatchRule {
  /** Where the results stand; `$` is the answer itself, `|` separates the places where they may be. */
  items?: string
  id?: string
  idField?: string
  /** The field with the result, and the values of it that mean success. */
  result?: string
  statusField?: string
  ok?: string | string[]
  successField?: string
  /** A status that says that some failed. */
  partialStatus?: number
  /** A list of what failed, or a count of it. */
  failedItems?: string
  failed?: string
}

export interface BatchFailure {
  /** What failed, where the answer says it. */
  id?: string
  /** What the answer says of it. */
  result?: string
}

export interface BatchOutcome {
  failures: BatchFailure[]
  /** How many failed, where the answer only counts. */
  count?: number
  /** The status alone says that something failed. */
  isPartial?: true
}

const text = (value: unknown): string | undefined =>
  value === undefined || value === null
    ? undefined
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value as string | number)

function itemsOf(answer: unknown, places: string): unknown[] {
  const found = places.split('|').map((place) => (place === '$' ? answer : readPath(answer, place)))
  return found.find(Array.isArray) ?? []
}

function hasFailed(rule: BatchRule, item: unknown): boolean {
  if (rule.successField) return readPath(item, rule.successField) === false
  const value = text(readPath(item, rule.result ?? rule.statusField ?? ''))
  return value !== undefined && ![rule.ok ?? []].flat().includes(value)
}

/** What failed although the call succeeded; undefined for operations without such results and when nothing failed. */
export function batchFailures(
  schemas: OperationSchemas | undefined,
  status: number,
  answer: unknown,
): BatchOutcome | undefined {
  const rule = schemas?.rules?.['x-batch-result'] as BatchRule | undefined
  if (!rule) return undefined
  if (rule.partialStatus !== undefined)
    return status === rule.partialStatus ? { failures: [], isPartial: true } : undefined
  const idOf = (item: unknown) =>
    text(typeof item === 'object' ? readPath(item, rule.idField ?? rule.id ?? 'id') : item)
  if (rule.failedItems) {
    const failures = itemsOf(answer, rule.failedItems).map((item): BatchFailure => ({
      id: idOf(item) ?? text(item),
      ...(typeof item === 'object' ? { result: text(item) } : {}),
    }))
    const count = rule.failed ? Number(readPath(answer, rule.failed) ?? 0) : failures.length
    return count > 0 || failures.length > 0 ? { failures, count: Math.max(count, failures.length) } : undefined
  }
  const failures = itemsOf(answer, rule.items ?? '$')
    .filter((item) => hasFailed(rule, item))
    .map((item): BatchFailure => ({
      id: idOf(item),
      result: text(readPath(item, rule.result ?? rule.statusField ?? rule.successField ?? '')),
    }))
  return failures.length > 0 ? { failures } : undefined
}

/** What the record of a job keeps of the call that started it (`x-async`). Pure. */
import { JOB_ITEMS, type TrackedJob } from '~/contract/console.ts'
import type { AsyncSpec, Operation } from '~/contract/types.ts'
import { scalarText } from '~/lib/json.ts'
import { readPath } from './readPath.ts'
import { pickArgs } from './request.ts'

/** What else the answer names that may address the resource: `instance_id` of a creation. */
function idsOf(answer: unknown): [string, unknown][] {
  if (answer === null || typeof answer !== 'object') return []
  return Object.entries(answer).filter(([key, value]) => key.endsWith('_id') && typeof value === 'string')
}

/** Where the arguments of the reading call come from; most contracts call the job's id `job_id` on both sides. */
export function sourcesOf(spec: AsyncSpec): [name: string, from: string][] {
  return Object.entries(spec.params ?? (spec.job ? { job_id: spec.job } : {}))
}

/** A value named by the contract: in the answer, else among the arguments, else in the body that was sent. */
function known(from: string, answer: unknown, args: Record<string, unknown>): unknown {
  return readPath(answer, from) ?? args[from.replace(/^\$\./, '')] ?? readPath(args['body'], from)
}

/** What addresses the resource and what the reading call needs, as text; values that are not there are left out. */
export function addressOf(
  operation: Operation,
  args: Record<string, unknown>,
  answer: unknown,
): Record<string, string> {
  const { body: _body, ...addressed } = pickArgs(operation, args)
  const spec = operation.async ?? {}
  const sources = sourcesOf(spec).filter(([, from]) => from !== spec.job && from !== spec.items)
  const named = [...sources, ...Object.entries(spec.element ?? {})]
  const found: [string, unknown][] = [
    ...idsOf(answer),
    ...Object.entries(addressed),
    ...named.map(([name, from]): [string, unknown] => [name, known(from, answer, args)]),
  ]
  return Object.fromEntries(
    found.flatMap(([name, value]) => {
      const text = Array.isArray(value) ? value.join() : scalarText(value)
      return text ? [[name, text]] : []
    }),
  )
}

/** The argument of the reading call that has a value per item, where each item is read by itself. */
export function eachOf(spec: AsyncSpec | undefined): string | undefined {
  return spec?.items && sourcesOf(spec).find(([, from]) => from === spec.items)?.[0]
}

/** The names of the items in the body of a change. */
export function namesOf({ items }: AsyncSpec, body: unknown): string[] {
  const names = items ? readPath(body, items) : undefined
  return Array.isArray(names) ? names.map(scalarText).filter((name): name is string => Boolean(name)) : []
}

/** Where the list has the names; undefined for an operation whose items leave no trace in a list. */
export const traceOf = (spec: AsyncSpec | undefined) => spec?.goneFrom ?? spec?.changedIn

/** The names in the body of a bulk change, for its record; a change without its settings could not be checked. */
export function itemsOf(
  { async: spec }: Operation,
  body: unknown,
  set: TrackedJob['set'],
): Pick<TrackedJob, 'items' | 'itemCount' | 'set'> {
  const texts = spec && (traceOf(spec) ?? eachOf(spec)) ? namesOf(spec, body) : []
  if (texts.length === 0 || (spec?.changedIn && !set)) return {}
  return {
    items: texts.slice(0, JOB_ITEMS).map((name) => ({ name })),
    itemCount: texts.length,
    ...(set ? { set } : {}),
  }
}

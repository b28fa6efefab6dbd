/** Choices out of the answer of a list operation, also where the contract does not say which fields to take. Pure. */
import { readPageBody } from '~/api/pages.ts'
import type { OperationSchemas } from '~/contract/schema.ts'
import type { Operation } from '~/contract/types.ts'
import { isNumber } from '~/lib/json.ts'
import type { Choice, Options } from './formNode.ts'
import { isObject } from './needs.ts'

/** What a list operation needs to be called: names that have to be known, and all that may be handed on. */
export function neededNames(operation: Operation, schemas: OperationSchemas | undefined): string[] {
  return (schemas?.parameters ?? [])
    .filter(({ name, required }) => required === true && operation.fixedQuery?.[name] === undefined)
    .map(({ name }) => name)
}

function at(body: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), body)
}

/** The rows of an answer: where the options say, where the list says, else the first list in it. */
function rowsOf(operation: Operation, options: Options, answer: unknown): readonly unknown[] | undefined {
  const said =
    options.items === undefined
      ? operation.list
        ? readPageBody(operation.list, answer).rows
        : undefined
      : at(answer, options.items)
  if (Array.isArray(said) && (said.length > 0 || operation.list)) return said
  if (Array.isArray(answer)) return answer
  return isObject(answer) ? Object.values(answer).find((value) => Array.isArray(value)) : undefined
}

/** How many there are in all, when a page holds only the first of them. */
export function totalBeyond({ list }: Operation, answer: unknown): number | undefined {
  if (!list || list.paging === 'none') return undefined
  const { rows, total } = readPageBody(list, answer)
  return total !== undefined && total > rows.length ? total : undefined
}

const isPlain = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || isNumber(value)

/** `flavor_id` → flavor_id, id, flavor, …: under which names a row may hold the value of a field. */
function valueNames(field: string): string[] {
  const single = field.replace(/_list$|s$/, '')
  const last = single.split('_').at(-1) ?? single
  return [field, single, `${single}_id`, last, 'id', `${single}_name`, 'name', 'code', 'key']
}

/** The name under which a row holds the value of a field, where the options do not say it. */
export function valueNameOf(row: Readonly<Record<string, unknown>>, field: string): string | undefined {
  return valueNames(field).find((name) => isPlain(row[name]))
}

/** The choices of a field; undefined when nothing in the rows fits it. Each value once. */
export function choicesFrom(
  operation: Operation,
  options: Options,
  field: string,
  answer: unknown,
): Choice[] | undefined {
  const rows = rowsOf(operation, options, answer)
  if (!rows) return undefined
  if (rows.length === 0) return []
  const first = rows.find(isObject)
  if (!first) return unique(rows.filter(isPlain).map((value) => ({ value: String(value), label: '' })))
  const value = options.value ?? valueNameOf(first, field)
  if (value === undefined) return undefined
  const label =
    options.label ??
    ['name', ...Object.keys(first).filter((name) => name.endsWith('name'))].find(
      (name) => name !== value && typeof first[name] === 'string',
    )
  const found = rows
    .filter(isObject)
    .flatMap((row) =>
      isPlain(row[value])
        ? [{ value: String(row[value]), label: label && isPlain(row[label]) ? String(row[label]) : '' }]
        : [],
    )
  return found.length === 0 ? undefined : unique(found)
}

const unique = (choices: Choice[]) => [...new Map(choices.map((choice) => [choice.value, choice])).values()]

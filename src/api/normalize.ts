/** Brings an answer into the one shape that the contract asks for (`x-normalize`, `x-list-alternative`). Pure. */
import type { Operation } from '~/contract/types.ts'

function change(value: unknown, path: string[], to: 'array' | 'integer'): unknown {
  if (path.length === 0) {
    if (to === 'array') return value === undefined || value === null || Array.isArray(value) ? value : [value]
    return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
  }
  const [step = '', ...rest] = path
  if (step === '[]') return Array.isArray(value) ? value.map((one) => change(one, rest, to)) : value
  if (value === null || typeof value !== 'object' || !(step in value)) return value
  return { ...value, [step]: change((value as Record<string, unknown>)[step], rest, to) }
}

/** The answer in its normal shape; whatever the contract does not name stays untouched. */
export function normalizeAnswer(operation: Operation, answer: unknown): unknown {
  let result = answer
  if (operation.listAlternative && operation.list && Array.isArray(result)) result = { [operation.list.items]: result }
  for (const [path, to] of operation.normalize ?? []) {
    const steps = path
      .replaceAll('[]', '.[]')
      .split('.')
      .filter((step) => step !== '')
    result = change(result, steps, to)
  }
  return result
}

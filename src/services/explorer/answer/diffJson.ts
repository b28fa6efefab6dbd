/** What differs between two answers of the same call. Pure. */
import { Exact } from '~/lib/json.ts'
import type { Steps } from './schemaAt.ts'

export interface Difference {
  kind: 'added' | 'removed' | 'changed'
  /** In the newer answer, for what was removed in the older one. */
  steps: Steps
  before?: unknown
  after?: unknown
}

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Exact)

function isSame(a: unknown, b: unknown): boolean {
  if (a instanceof Exact || b instanceof Exact) return a instanceof Exact && b instanceof Exact && a.text === b.text
  return Object.is(a, b)
}

/** Fields by which the elements of a list are told apart, the surest first. */
const identities = [
  'id',
  'instance_id',
  'job_id',
  'task_id',
  'msg_id',
  'serviceId',
  'instanceId',
  'name',
  'key',
  'code',
] as const

/** The field that names every element of both lists, each differently within its list. */
function identityOf(before: readonly unknown[], after: readonly unknown[]): string | undefined {
  const isIdentity = (list: readonly unknown[], field: string) => {
    const values = list.map((one) => (isObject(one) ? one[field] : undefined))
    return (
      values.every((value) => typeof value === 'string' || typeof value === 'number') &&
      new Set(values).size === values.length
    )
  }
  return before.length > 0 && after.length > 0
    ? identities.find((field) => isIdentity(before, field) && isIdentity(after, field))
    : undefined
}

function compareLists(before: readonly unknown[], after: readonly unknown[], steps: Steps): Difference[] {
  const field = identityOf(before, after)
  if (!field) {
    const length = Math.max(before.length, after.length)
    return Array.from({ length }, (_, index) =>
      index >= before.length
        ? [{ kind: 'added' as const, steps: [...steps, index], after: after[index] }]
        : index >= after.length
          ? [{ kind: 'removed' as const, steps: [...steps, index], before: before[index] }]
          : diffJson(before[index], after[index], [...steps, index]),
    ).flat()
  }
  // Elements that only moved are the same elements.
  const old = new Map(before.map((one, index) => [(one as Fields)[field], { one, index }]))
  const kept = new Set<unknown>()
  const changes = after.flatMap((one, index): Difference[] => {
    const id = (one as Fields)[field]
    const match = old.get(id)
    if (!match) return [{ kind: 'added', steps: [...steps, index], after: one }]
    kept.add(id)
    return diffJson(match.one, one, [...steps, index])
  })
  const gone = [...old]
    .filter(([id]) => !kept.has(id))
    .map(([, { one, index }]): Difference => ({ kind: 'removed', steps: [...steps, index], before: one }))
  return [...changes, ...gone]
}

/** The differences from `before` to `after`, in the order of the newer answer; [] when both say the same. */
export function diffJson(before: unknown, after: unknown, steps: Steps = []): Difference[] {
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, steps)
  if (!isObject(before) || !isObject(after))
    return isSame(before, after) ? [] : [{ kind: 'changed', steps, before, after }]
  const names = [...Object.keys(after), ...Object.keys(before).filter((name) => !Object.hasOwn(after, name))]
  return names.flatMap((name): Difference[] => {
    const at = [...steps, name]
    if (!Object.hasOwn(before, name)) return [{ kind: 'added', steps: at, after: after[name] }]
    if (!Object.hasOwn(after, name)) return [{ kind: 'removed', steps: at, before: before[name] }]
    return diffJson(before[name], after[name], at)
  })
}

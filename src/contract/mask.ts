/**
 * Takes secrets out of answers, and finds masks that would be sent back. Pure, shared by the server and by the
 * simulated cloud in the browser: the demo hides exactly what the product hides.
 */
import { MASK } from './console.ts'
import type { Operation, SecretPath } from './types.ts'

type Holder = Record<string, unknown>

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `users[].secret_key` → users, [], secret_key. */
function stepsOf(path: string): string[] {
  return path.split(/\.|(?=\[\])/).filter((step) => step !== '')
}

type Change = (value: unknown) => unknown

/**
 * Copies a value with `change` applied where the steps lead. Some answers come as one object or as a list of them
 * (`x-normalize`), so a list stands for its elements, and `[]` on a single object for that object: a secret is never
 * shown because an answer took its other shape.
 */
function walk(value: unknown, steps: readonly string[], when: SecretPath['when'], change: Change): unknown {
  const [step, ...rest] = steps
  if (Array.isArray(value)) {
    const inner = step === '[]' ? rest : steps
    return value.map((element) => (inner.length === 0 ? change(element) : walk(element, inner, when, change)))
  }
  if (!isHolder(value) || step === undefined) return value
  if (step === '[]') return walk(value, rest, when, change)
  if (rest.length === 0 && when && !when.in.includes(value[when.field])) return value
  const names = step === '*' ? Object.keys(value) : Object.hasOwn(value, step) ? [step] : []
  if (names.length === 0) return value
  const changed = names.map((name) => [
    name,
    rest.length === 0 ? change(value[name]) : walk(value[name], rest, when, change),
  ])
  return { ...value, ...Object.fromEntries(changed) }
}

/** What is absent or empty is no secret, and a form must be able to tell. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

/**
 * A copy of an answer with every secret (`secretsOut`) replaced by `mask`; objects and lists that are secret as a
 * whole are replaced as a whole.
 */
export function maskSecrets(operation: Pick<Operation, 'secretsOut'>, body: unknown, mask: string = MASK): unknown {
  return (operation.secretsOut ?? []).reduce(
    (masked: unknown, { path, when }) => walk(masked, stepsOf(path), when, (value) => (isEmpty(value) ? value : mask)),
    body,
  )
}

/** Where a request holds the mask in a secret field (`secretsIn`): it would overwrite the secret. undefined: nowhere. */
export function findMask(
  operation: Pick<Operation, 'secretsIn'>,
  body: unknown,
  mask: string = MASK,
): string | undefined {
  for (const { path } of operation.secretsIn ?? []) {
    let found = false
    walk(body, stepsOf(path), undefined, (value) => {
      if (value === mask) found = true
      return value
    })
    if (found) return path
  }
  return undefined
}

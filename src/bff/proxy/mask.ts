import { MASK } from '~/contract/console.ts'
import type { SecretPath } from '~/contract/types.ts'
import { Exact } from '~/lib/json.ts'

type Step = { kind: 'field'; name: string } | { kind: 'each' } | { kind: 'any' }

/** `users[].secret_key` → field users, each, field secret_key; `[].x`, `map.*` likewise. */
function stepsOf(path: string): Step[] {
  return path.split('.').flatMap((part): Step[] => {
    if (part === '*') return [{ kind: 'any' }]
    const name = part.replace(/(\[\])+$/, '')
    const each = (part.length - name.length) / 2
    return [
      ...(name === '' ? [] : [{ kind: 'field' as const, name }]),
      ...Array.from({ length: each }, () => ({ kind: 'each' as const })),
    ]
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Exact)
}

/** Nothing there to hide: leaving it shows that no secret is set. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function applies(holder: Record<string, unknown>, when: SecretPath['when']): boolean {
  return when === undefined || when.in.includes(holder[when.field])
}

/** Replaces what the steps lead to, in place. Returns whether anything was replaced. */
function hide(value: unknown, steps: readonly Step[], when: SecretPath['when']): boolean {
  const [step, ...rest] = steps
  if (!step) return false
  if (step.kind === 'each') return Array.isArray(value) && value.map((inner) => hide(inner, rest, when)).includes(true)
  if (!isObject(value)) return false
  const names = step.kind === 'any' ? Object.keys(value) : Object.hasOwn(value, step.name) ? [step.name] : []
  return names
    .map((name) => {
      if (rest.length > 0) return hide(value[name], rest, when)
      if (isEmpty(value[name]) || !applies(value, when)) return false
      value[name] = MASK
      return true
    })
    .includes(true)
}

/**
 * Puts `MASK` where the secrets of an answer stand, in place; empty ones stay empty. A path that ends at a list of
 * secrets hides each of them.
 * @returns whether there was anything to hide
 */
export function maskSecrets(value: unknown, secrets: readonly SecretPath[]): boolean {
  return secrets.map(({ path, when }) => hide(value, stepsOf(path.replace(/\[\]$/, '')), when)).includes(true)
}

/** The texts of a body that stand in secret fields, so that they can be taken out of an error that repeats them. */
export function secretTexts(value: unknown, secrets: readonly SecretPath[]): string[] {
  const found: string[] = []
  const collect = (at: unknown, steps: readonly Step[]): void => {
    const [step, ...rest] = steps
    if (!step) {
      if (typeof at === 'string' && at.length >= 4) found.push(at)
    } else if (step.kind === 'each') {
      if (Array.isArray(at)) for (const inner of at) collect(inner, rest)
    } else if (isObject(at)) {
      const names = step.kind === 'any' ? Object.keys(at) : [step.name]
      for (const name of names) if (Object.hasOwn(at, name)) collect(at[name], rest)
    }
  }
  for (const { path } of secrets) collect(value, stepsOf(path))
  return found
}

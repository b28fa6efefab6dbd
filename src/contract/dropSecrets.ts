/** Takes the secrets out of what is to be sent, for what keeps it: the browser does, and the server again. Pure. */
import type { Operation, SecretPath } from './types.ts'

function drop(value: unknown, steps: readonly string[], when: SecretPath['when']): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return undefined
  // Some bodies come as one object or as a list of them, so a list stands for its elements whatever the path says.
  if (Array.isArray(value)) {
    const inner = step === '[]' ? rest : steps
    return inner.length === 0 ? [] : value.map((one: unknown) => drop(one, inner, when))
  }
  if (value === null || typeof value !== 'object') return value
  if (step === '[]') return drop(value, rest, when)
  const holder = value as Record<string, unknown>
  if (rest.length === 0 && when && !when.in.includes(holder[when.field])) return value
  return Object.fromEntries(
    Object.entries(holder).flatMap(([name, inner]) => {
      if (step !== '*' && name !== step) return [[name, inner]]
      return rest.length === 0 ? [] : [[name, drop(inner, rest, when)]]
    }),
  )
}

/** A copy of a body without the values of its secrets (`secretsIn`); undefined when nothing is left of it. */
export function dropSecrets({ secretsIn }: Pick<Operation, 'secretsIn'>, body: unknown): unknown {
  return (secretsIn ?? []).reduce<unknown>(
    (left, { path, when }) =>
      drop(
        left,
        path.split(/\.|(?=\[\])/).filter((step) => step !== ''),
        when,
      ),
    body,
  )
}

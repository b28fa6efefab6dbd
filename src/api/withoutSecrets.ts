/** Takes what nobody may keep out of the arguments of a call: for lists of calls, addresses and this browser's storage. Pure. */
import type { Operation, SecretPath } from '~/contract/types.ts'
import { pickArgs } from './request.ts'

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

/**
 * The arguments that the operation knows, without the values of its secrets (`secretsIn`) and without files.
 * A secret that is absent afterwards is asked for again by the form.
 */
export function withoutSecrets(
  operation: Pick<Operation, 'path' | 'query' | 'headers' | 'body' | 'secretsIn'>,
  args: Record<string, unknown>,
): Record<string, unknown> {
  const { body, ...rest } = pickArgs(operation as Operation, args)
  if (body === undefined || body instanceof FormData) return rest
  const kept = (operation.secretsIn ?? []).reduce<unknown>(
    (left, { path, when }) =>
      drop(
        left,
        path.split(/\.|(?=\[\])/).filter((step) => step !== ''),
        when,
      ),
    body,
  )
  return kept === undefined ? rest : { ...rest, body: kept }
}

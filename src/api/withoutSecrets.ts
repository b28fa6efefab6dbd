/** Takes what nobody may keep out of the arguments of a call: for lists of calls, addresses and what is kept. Pure. */
import { dropSecrets } from '~/contract/dropSecrets.ts'
import type { Operation } from '~/contract/types.ts'
import { pickArgs } from './request.ts'

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
  const kept = dropSecrets(operation, body)
  return kept === undefined ? rest : { ...rest, body: kept }
}

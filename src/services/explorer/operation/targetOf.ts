import type { Operation } from '~/contract/types.ts'
import { textOf } from '../textOf.ts'

/**
 * What a call acts on, for the confirmation: the last value of its address, named as the contract names it; undefined
 * where the address names nothing. Pure.
 */
export function targetOf(
  operation: Operation,
  args: Readonly<Record<string, unknown>>,
): { kind: string; name: string } | undefined {
  const kind = [...operation.path.matchAll(/\{([^}]+)\}/g)]
    .map(([, name = '']) => name)
    .findLast((name) => name !== 'project_id' && operation.constants?.[name] === undefined)
  const name = kind === undefined ? '' : textOf(args[kind])
  return kind === undefined || name === '' ? undefined : { kind, name }
}

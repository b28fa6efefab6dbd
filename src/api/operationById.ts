import type { Family, Operation } from '~/contract/types.ts'

/** An operation by its id; the table of its family is loaded when a job of it must be read. */
export async function operationById(family: Family, id: string): Promise<Operation | undefined> {
  const tables = import.meta.glob<{ operations: Record<string, Operation> }>('../contract/*/generated/table.ts')
  const load = tables[`../contract/${family}/generated/table.ts`]
  return load ? (await load()).operations[id] : undefined
}

/** What the proof of the explorer walks through: flows know no app code, so the contract reaches them from here. */
import { allOperations } from '../src/contract/generated/all.ts'
import { families, type Family, type Operation } from '../src/contract/types.ts'

export type { Family, Operation }

/** Families in the order of the contracts, each with its operations and variants. */
export const operationsByFamily: readonly (readonly [Family, readonly Operation[]])[] = families.map((family) => [
  family,
  allOperations.filter((operation) => operation.family === family),
])

/** In the reference itself: no variant of an operation, nothing that only the vendor's SDK knows. */
export function isDocumented(operation: Operation): boolean {
  return operation.variantOf === undefined && operation.beyond === undefined
}

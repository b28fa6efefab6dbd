/** What the input side of the explorer gives to the rest of it. */
import type { OperationSchemas, SchemaNode } from '~/contract/schema.ts'
import type { CatalogueEntry, Family, Operation } from '~/contract/types.ts'

/** Everything that the contract says about the operations of one family, loaded as a whole. */
export interface FamilyFacts {
  family: Family
  /** By operation id, variants included, in the order of the contract. */
  operations: Readonly<Record<string, Operation>>
  catalogue: readonly CatalogueEntry[]
  tags: readonly { name: string; description?: string }[]
  schemas: Record<string, SchemaNode>
  operationSchemas: Record<string, OperationSchemas>
}

/** One payload that the reference prints (`examples.json`). */
export interface Example {
  operationId: string
  kind: 'request' | 'response'
  status: number | null
  body: unknown
}

/** What is filled in for one operation. Exactly what stands here is sent; what is not there is not sent. */
export interface InputValue {
  /** Parameters by wire name and `body`. Numbers beyond 2^53 are `Exact`. A text in place of a number is half typed. */
  args: Record<string, unknown>
  /** The body as typed in the editor; while it stands here it is what is sent, and `args.body` is its last legal state. */
  bodyText?: string
  /** All values as typed in the editor, with the same meaning for `args`. Never together with `bodyText`. */
  text?: string
  /** Chosen files of a multipart body, by field name. */
  files?: Record<string, File>
}

/** What is wrong with one value. `pointer` is a JSON pointer into `args`: `/instance_id`, `/body/groups/0/name`. */
export interface InputError {
  pointer: string
  message: string
  /** Legal for the contract, but the call would be pointless: worth a look, no reason not to send. */
  isAdvice?: true
  /** Nothing is there yet: not shown in the form before one has been in the field or has tried to send. */
  isMissing?: true
}

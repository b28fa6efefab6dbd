import type { OperationSchemas, SchemaNode } from '~/contract/schema.ts'
import type { ErrorFact, Family, Operation } from '~/contract/types.ts'

/** One payload that the reference prints. */
export interface Example {
  operationId: string
  kind: 'request' | 'response'
  status: number | null
  body: unknown
}

/** All that the contract says about one family. */
export interface Facts {
  family: Family
  operations: readonly Operation[]
  schemas: Record<string, SchemaNode>
  operationSchemas: Record<string, OperationSchemas>
  errors: Readonly<Record<string, ErrorFact>>
  /** The printed payloads; loaded only for families that have no model. */
  examples(): Promise<readonly Example[]>
}

// One chunk per family and file, loaded when the family is first called.
const operationModules = import.meta.glob<Record<string, Operation>>('../src/contract/*/generated/operations.ts')
const schemaModules = import.meta.glob<Pick<Facts, 'schemas' | 'operationSchemas'>>(
  '../src/contract/*/generated/schemas.ts',
)
const errorModules = import.meta.glob<Facts['errors']>('../src/contract/*/errors.json', { import: 'default' })
const exampleModules = import.meta.glob<readonly Example[]>('../src/contract/*/examples.json', { import: 'default' })

const loaded = new Map<Family, Promise<Facts>>()

function take<T>(modules: Record<string, () => Promise<T>>, family: Family, file: string): Promise<T> {
  const load = modules[`../src/contract/${family}/${file}`]
  if (!load) throw new Error(`No ${file} for ${family}: run npm run generate`)
  return load()
}

async function read(family: Family): Promise<Facts> {
  const [operations, { schemas, operationSchemas }, errors] = await Promise.all([
    take(operationModules, family, 'generated/operations.ts'),
    take(schemaModules, family, 'generated/schemas.ts'),
    take(errorModules, family, 'errors.json'),
  ])
  const examples = () => take(exampleModules, family, 'examples.json')
  return { family, operations: Object.values(operations), schemas, operationSchemas, errors, examples }
}

/** Loads what the contract says about a family, once. */
export function loadFacts(family: Family): Promise<Facts> {
  let facts = loaded.get(family)
  if (!facts) loaded.set(family, (facts = read(family)))
  return facts
}

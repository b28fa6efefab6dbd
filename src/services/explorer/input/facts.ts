/** Loads what the contract says about a family, only when one of its operations is opened. */
import { queryOptions } from '@tanstack/react-query'
import type { OperationSchemas, SchemaNode } from '~/contract/schema.ts'
import type { CatalogueEntry, Family, Operation } from '~/contract/types.ts'
import type { Example, FamilyFacts } from './types.ts'

interface CatalogueModule {
  tags: readonly { name: string; description?: string }[]
  catalogue: readonly CatalogueEntry[]
}
interface SchemasModule {
  schemas: Record<string, SchemaNode>
  operationSchemas: Record<string, OperationSchemas>
}

const folder = '/src/contract'
const catalogues = import.meta.glob<CatalogueModule>('/src/contract/*/generated/catalogue.ts')
const schemas = import.meta.glob<SchemasModule>('/src/contract/*/generated/schemas.ts')
// A copy of its own (`?all`): the pages' operation tables hold only what they name, and stay as small as they are.
const operations = import.meta.glob<Record<string, Operation>>('/src/contract/*/generated/operations.ts', {
  query: '?all',
})
const examples = import.meta.glob<Example[]>('/src/contract/*/examples.json', { import: 'default' })

async function read<Module>(modules: Record<string, () => Promise<Module>>, path: string): Promise<Module> {
  const load = modules[path]
  if (!load) throw new Error(`${path} is missing`)
  return load()
}

/**
 * The operations, words and schemas of a family.
 * @throws Error when a part of the app cannot be loaded
 */
export async function loadFacts(family: Family): Promise<FamilyFacts> {
  const [table, words, shapes] = await Promise.all([
    read(operations, `${folder}/${family}/generated/operations.ts`),
    read(catalogues, `${folder}/${family}/generated/catalogue.ts`),
    read(schemas, `${folder}/${family}/generated/schemas.ts`),
  ])
  const byId = Object.fromEntries(words.catalogue.flatMap(({ id }) => (table[id] ? [[id, table[id]]] : [])))
  return {
    family,
    operations: byId,
    catalogue: words.catalogue,
    tags: words.tags,
    schemas: shapes.schemas,
    operationSchemas: shapes.operationSchemas,
  }
}

/** The facts of a family. Part of the app: never stale. */
export function factsQuery(family: Family) {
  return queryOptions({
    queryKey: ['contract', family, 'facts'],
    queryFn: () => loadFacts(family),
    staleTime: Infinity,
    gcTime: Infinity,
  })
}

/** The payloads that the reference prints for a family; larger than its facts, so loaded only when one asks for them. */
export function examplesQuery(family: Family) {
  return queryOptions({
    queryKey: ['contract', family, 'examples'],
    queryFn: () => read(examples, `${folder}/${family}/examples.json`),
    staleTime: Infinity,
    gcTime: Infinity,
  })
}

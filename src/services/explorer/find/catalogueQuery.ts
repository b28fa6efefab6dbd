import { queryOptions } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { families, type CatalogueEntry, type Family } from '~/contract/types.ts'

/** An operation as it is listed, and the family that it is of. */
export interface ListedOperation extends CatalogueEntry {
  family: Family
}

/** One chunk per family; words only, no schemas. */
const catalogues = import.meta.glob<{ catalogue: readonly CatalogueEntry[] }>('/src/contract/*/generated/catalogue.ts')

async function readCatalogue(family: Family): Promise<ListedOperation[]> {
  const load = catalogues[`/src/contract/${family}/generated/catalogue.ts`]
  return load ? (await load()).catalogue.map((entry) => ({ ...entry, family })) : []
}

/** Every operation and variant of the eight families, in the order of the contracts. Part of the app: never stale. */
export const allOperationsQuery = queryOptions<ListedOperation[], ApiError>({
  queryKey: ['contract', 'catalogue'],
  queryFn: async () => (await Promise.all(families.map(readCatalogue))).flat(),
  staleTime: Infinity,
  gcTime: Infinity,
})

import { queryOptions } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import type { CatalogueEntry, Family } from '~/contract/types.ts'

/** An operation as it is listed, and the family that it is of. */
export interface ListedOperation extends CatalogueEntry {
  family: Family
}

/** One chunk per family, so that only what is asked for is loaded. */
const catalogues = import.meta.glob<{ catalogue: readonly CatalogueEntry[] }>('/src/contract/*/generated/catalogue.ts')

async function readCatalogue(family: Family): Promise<ListedOperation[]> {
  const load = catalogues[`/src/contract/${family}/generated/catalogue.ts`]
  return load ? (await load()).catalogue.map((entry) => ({ ...entry, family })) : []
}

/** The operations of some families, in the order of the contract. Part of the app: never stale. */
export function catalogueQuery(families: readonly Family[]) {
  return queryOptions<ListedOperation[], ApiError>({
    queryKey: ['catalogue', ...families],
    queryFn: async () => (await Promise.all(families.map(readCatalogue))).flat(),
    staleTime: Infinity,
  })
}

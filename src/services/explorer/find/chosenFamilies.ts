import type { ColumnFilter } from '~/api/list.ts'
import { families, type Family } from '~/contract/types.ts'

/** The families that the filters of the catalogue let through; none when they are not cut down by family. */
export function chosenFamilies(filters: readonly ColumnFilter[]): Family[] {
  const byFamily = filters.filter(({ column, operator }) => column === 'family' && operator === 'in')
  if (byFamily.length === 0) return []
  return families.filter((family) => byFamily.every(({ value }) => value.split(',').includes(family)))
}

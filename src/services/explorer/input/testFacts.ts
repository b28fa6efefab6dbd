/** Facts for tests. */
import type { Family } from '~/contract/types.ts'
import { QueryClient } from '@tanstack/react-query'
import { examplesQuery, loadFacts } from './facts.ts'
import type { Example, FamilyFacts } from './types.ts'

const loaded = new Map<Family, Promise<FamilyFacts>>()

export function testFacts(family: Family): Promise<FamilyFacts> {
  const found = loaded.get(family) ?? loadFacts(family)
  loaded.set(family, found)
  return found
}

export function testExamples(family: Family): Promise<readonly Example[]> {
  return new QueryClient().fetchQuery(examplesQuery(family))
}

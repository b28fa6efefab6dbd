import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { factsQuery } from '../input/facts.ts'
import type { FamilyFacts } from '../input/types.ts'
import { namesOf } from './names.ts'
import type { Steps } from './schemaAt.ts'
import { kinOf } from './targetIndex.ts'
import type { Origin } from './targets.ts'

export interface KinFacts {
  facts: readonly FamilyFacts[]
  state: 'ready' | 'loading' | 'failed'
}

// Outside, so that the result stays the same object until something has come.
const combine = (results: readonly UseQueryResult<FamilyFacts>[]): KinFacts => ({
  facts: results.flatMap(({ data }) => (data ? [data] : [])),
  state: results.some(({ isLoading }) => isLoading)
    ? 'loading'
    : results.some(({ isError }) => isError)
      ? 'failed'
      : 'ready',
})

/**
 * What the contract says about the families whose calls may take the value at `steps`: loaded only when its menu is
 * open, and what is chosen there is opened with it at once.
 */
export function useKinFacts({ operation }: Origin, steps: Steps): KinFacts {
  const isNamed = namesOf(operation.path, steps).length > 0
  return useQueries({ queries: isNamed ? kinOf(operation.family).map(factsQuery) : [], combine })
}

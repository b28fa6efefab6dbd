import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { families } from '~/contract/types.ts'
import { allOperationsQuery } from './catalogueQuery.ts'

test('reads the operations of every family, each once and with its family', async () => {
  const operations = await new QueryClient().fetchQuery(allOperationsQuery)
  expect(new Set(operations.map((one) => one.family))).toEqual(new Set(families))
  const keys = operations.map((one) => `${one.family}.${one.id}`)
  expect(new Set(keys).size).toBe(keys.length)
  // The 457 of the references, and what the contracts know beyond them.
  expect(keys.length).toBeGreaterThan(457)
})

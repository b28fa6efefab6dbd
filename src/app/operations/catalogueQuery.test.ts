import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { services } from '../services.ts'
import { catalogueQuery } from './catalogueQuery.ts'

test('reads the operations of every service, each with its family', async () => {
  const client = new QueryClient()
  for (const { families } of services) {
    const operations = await client.fetchQuery(catalogueQuery(families))
    expect(new Set(operations.map((one) => one.family))).toEqual(new Set(families))
    const keys = operations.map((one) => `${one.family}.${one.id}`)
    expect(new Set(keys).size).toBe(keys.length)
  }
})

import { describe, expect, test } from 'vitest'
import { allOperations } from '../src/contract/generated/all.ts'
import { families } from '../src/contract/types.ts'
import { coverage, documented, operationOf } from './operations.ts'

const at = (path: string) => `http://127.0.0.1:8080/cloud/c1/${path}`
const id = (method: string, path: string, body?: unknown) => operationOf({ method, url: at(path), body })?.id

/** The address of an operation with every parameter filled in, and what chooses it among the variants. */
function requestOf(operation: (typeof allOperations)[number]) {
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => operation.constants?.[name] ?? 'value-1')
  const query = new URLSearchParams(operation.fixedQuery)
  return { method: operation.method, url: at(`${operation.family}${path}?${query}`), body: operation.fixedBody }
}

describe('operationOf', () => {
  test('finds the path that names more, not the one that takes anything', () => {
    expect(id('GET', 'rocketmq/v2/-/instances')).toBe('listInstances')
    expect(id('GET', 'rocketmq/v2/-/instances/i1')).toBe('getInstance')
    expect(id('GET', 'rocketmq/v2/-/instances/i1/topics/%25DLQ%25g')).toBe('getTopic')
  })
  test('does not know what the contract does not have', () => {
    expect(id('GET', 'rocketmq/v2/-/nothing')).toBeUndefined()
    expect(id('PATCH', 'rocketmq/v2/-/instances')).toBeUndefined()
    expect(operationOf({ method: 'GET', url: 'http://127.0.0.1/api/session' })).toBeUndefined()
  })
  test('every operation is found again by its own address, up to its variants', () => {
    const wrong = allOperations.filter((operation) => {
      const found = operationOf(requestOf(operation))
      return (found?.variantOf ?? found?.id) !== (operation.variantOf ?? operation.id)
    })
    expect(
      wrong.map((operation) => `${operation.family} ${operation.id} ${operationOf(requestOf(operation))?.id}`),
    ).toEqual([])
  })
})

describe('coverage', () => {
  test('counts 457 documented operations', () => {
    expect(families.map((family) => documented(family).length).reduce((a, b) => a + b)).toBe(457)
  })
  test('counts a variant as its operation, and nothing beyond the document', () => {
    const variant = allOperations.find((one) => one.family === 'rocketmq' && one.variantOf)
    expect(variant).toBeDefined()
    const { rocketmq } = coverage(
      new Set([`rocketmq ${variant?.id}`, `rocketmq ${variant?.variantOf}`, 'rocketmq listTopics']),
    )
    expect(rocketmq).toMatchObject({ exercised: 1, of: 33 })
    expect(rocketmq.missing).not.toContain(variant?.variantOf)
  })
})

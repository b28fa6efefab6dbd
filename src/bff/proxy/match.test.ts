import { describe, expect, test } from 'vitest'
import { allOperations } from '~/contract/generated/all.ts'
import type { Operation } from '~/contract/types.ts'
import { chooseOperation, createMatcher, type Matched } from './match.ts'
import { buildPath, splitPath } from './path.ts'

const matcher = createMatcher(allOperations)

/** The contract path with a value of its own in every place. */
function fill(operation: Operation): string {
  return operation.path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    name === 'project_id' ? '-' : (operation.constants?.[name] ?? `${name}-value`),
  )
}

function segments(path: string): string[] {
  return splitPath(path)
}

describe('every operation of the contract', () => {
  test.each(allOperations.map((operation) => [`${operation.family} ${operation.id}`, operation] as const))(
    'P1 %s',
    (_name, operation) => {
      const matched = matcher.match(operation.family, operation.method, segments(fill(operation)))
      expect(matched.route.operations).toContain(operation)
      const body = operation.fixedBody ?? {}
      expect(chooseOperation(matched.route, Object.entries(operation.fixedQuery ?? {}), body).path).toBe(operation.path)
      expect(buildPath(matched, 'P'.repeat(32)).path).toBe(
        fill(operation).replace('/-', operation.family === 'servicecomb' ? '/default' : `/${'P'.repeat(32)}`),
      )
    },
  )

  test('P1 the table is whole', () => {
    expect(allOperations.length).toBeGreaterThanOrEqual(457)
  })

  test('a variant that is chosen by constants is found by them', () => {
    for (const operation of allOperations.filter(({ fixedQuery, fixedBody }) => fixedQuery || fixedBody)) {
      const { route } = matcher.match(operation.family, operation.method, segments(fill(operation)))
      expect(chooseOperation(route, Object.entries(operation.fixedQuery ?? {}), operation.fixedBody ?? {}).id).toBe(
        operation.id,
      )
    }
  })
})

describe('a table made by hand', () => {
  const make = (id: string, path: string, more: Partial<Operation> = {}): Operation => ({
    family: 'rocketmq',
    id,
    method: 'GET',
    path,
    kind: 'read',
    risk: 'none',
    ...more,
  })
  const own = createMatcher([
    make('deep', '/v1/{a}/x/{b}/end'),
    make('literal', '/v1/{a}/x/y'),
    make('param', '/v1/{a}/x/{c}'),
    make('constant', '/v1/{engine}/z', { constants: { engine: 'only' } }),
    make('root', '/'),
  ])
  const ids = ({ route, params }: Matched) => [route.operations[0]?.id, params]

  test('literals come before parameters, and a wrong turn is taken back', () => {
    expect(ids(own.match('rocketmq', 'GET', ['v1', '1', 'x', 'y']))).toEqual(['literal', { a: '1' }])
    expect(ids(own.match('rocketmq', 'GET', ['v1', '1', 'x', 'q']))).toEqual(['param', { a: '1', c: 'q' }])
    expect(ids(own.match('rocketmq', 'GET', ['v1', '1', 'x', 'y', 'end']))).toEqual(['deep', { a: '1', b: 'y' }])
    expect(ids(own.match('rocketmq', 'GET', ['']))).toEqual(['root', {}])
  })

  test('a parameter with one legal value takes no other', () => {
    expect(ids(own.match('rocketmq', 'GET', ['v1', 'only', 'z']))).toEqual(['constant', {}])
    expect(() => own.match('rocketmq', 'GET', ['v1', 'other', 'z'])).toThrow(expect.objectContaining({ status: 404 }))
  })

  test('an unknown method of a known path says which there are', () => {
    expect(() => own.match('rocketmq', 'DELETE', ['v1', '1', 'x', 'y'])).toThrow(
      expect.objectContaining({ status: 405, options: { headers: { allow: 'GET' } } }),
    )
    expect(() => own.match('ddm', 'GET', [''])).toThrow(expect.objectContaining({ status: 404 }))
    expect(() => own.match('rocketmq', 'GET', [])).toThrow(expect.objectContaining({ status: 404 }))
  })
})

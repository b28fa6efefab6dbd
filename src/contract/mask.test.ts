import { expect, it } from 'vitest'
import { Exact } from '~/lib/json.ts'
import { MASK } from './console.ts'
import { findMask, maskSecrets } from './mask.ts'

const out = (...paths: string[]) => ({ secretsOut: paths.map((path) => ({ path })) })

it('masks fields at the top, inside, in lists and in maps', () => {
  expect(maskSecrets(out('secret_key'), { secret_key: 'a', name: 'b' })).toEqual({ secret_key: MASK, name: 'b' })
  expect(maskSecrets(out('a.b'), { a: { b: 'x', c: 'y' } })).toEqual({ a: { b: MASK, c: 'y' } })
  expect(maskSecrets(out('users[].key'), { users: [{ key: '1' }, { key: '2', n: 3 }] })).toEqual({
    users: [{ key: MASK }, { key: MASK, n: 3 }],
  })
  expect(maskSecrets(out('[].key'), [{ key: '1' }])).toEqual([{ key: MASK }])
  expect(maskSecrets(out('map.*'), { map: { a: 'x', b: 'y' } })).toEqual({ map: { a: MASK, b: MASK } })
  expect(maskSecrets(out('keys[]'), { keys: ['x', 'y'] })).toEqual({ keys: [MASK, MASK] })
})

it('masks when an answer comes in its other shape', () => {
  expect(maskSecrets(out('policies[].key'), { policies: { key: 'x' } })).toEqual({ policies: { key: MASK } })
  expect(maskSecrets(out('users.key'), { users: [{ key: 'x' }] })).toEqual({ users: [{ key: MASK }] })
})

it('masks only what the sibling says is secret', () => {
  const operation = { secretsOut: [{ path: 'configs[].value', when: { field: 'type', in: ['password'] } }] }
  const answer = {
    configs: [
      { type: 'password', value: 'x' },
      { type: 'variable', value: 'y' },
    ],
  }
  expect(maskSecrets(operation, answer)).toEqual({
    configs: [
      { type: 'password', value: MASK },
      { type: 'variable', value: 'y' },
    ],
  })
})

it('leaves empty secrets, other fields, exact numbers and the answer itself as they were', () => {
  const answer = { key: '', other: new Exact('12345678901234567890'), deep: { key: null } }
  const masked = maskSecrets(out('key', 'deep.key', 'absent.key'), answer) as typeof answer
  expect(masked).toEqual(answer)
  expect(masked.other).toBe(answer.other)
  const secret = { key: 'x' }
  maskSecrets(out('key'), secret)
  expect(secret.key).toBe('x')
})

it('finds a mask that would be sent back', () => {
  const operation = { secretsIn: [{ path: 'users[].key' }] }
  expect(findMask(operation, { users: [{ key: 'real' }, { key: MASK }] })).toBe('users[].key')
  expect(findMask(operation, { users: [{ key: 'real', note: MASK }] })).toBeUndefined()
  expect(findMask({}, { key: MASK })).toBeUndefined()
})

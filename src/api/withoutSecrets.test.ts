import { expect, test } from 'vitest'
import { withoutSecrets } from './withoutSecrets.ts'

const operation = { path: '/v2/{project_id}/users/{user}', query: ['mode'], body: 'json' as const }
const only = (path: string, body: unknown, when?: { field: string; in: unknown[] }) =>
  withoutSecrets({ ...operation, secretsIn: [{ path, ...(when ? { when } : {}) }] }, { body })['body']

test('keeps what the operation knows and nothing else', () => {
  expect(withoutSecrets(operation, { connection: 'c', user: 'u', mode: 'a', other: 1, body: { a: 1 } })).toEqual({
    user: 'u',
    mode: 'a',
    body: { a: 1 },
  })
})

test('takes secrets out wherever they stand', () => {
  expect(only('password', { name: 'n', password: 'CANARY' })).toEqual({ name: 'n' })
  expect(only('users[].secret', { users: [{ id: 1, secret: 'CANARY' }, { id: 2 }] })).toEqual({
    users: [{ id: 1 }, { id: 2 }],
  })
  expect(only('env.*', { env: { a: 'CANARY', b: 'CANARY' } })).toEqual({ env: {} })
  expect(only('keys[]', { keys: ['CANARY'] })).toEqual({ keys: [] })
  expect(only('secret', [{ secret: 'CANARY', id: 1 }])).toEqual([{ id: 1 }])
  expect(only('[].secret', { secret: 'CANARY', id: 1 })).toEqual({ id: 1 })
})

test('a value that is secret only beside another stays beside a third', () => {
  const when = { field: 'type', in: ['password'] }
  expect(only('value', { type: 'password', value: 'CANARY' }, when)).toEqual({ type: 'password' })
  expect(only('value', { type: 'text', value: 'v' }, when)).toEqual({ type: 'text', value: 'v' })
})

test('files are not kept', () => {
  expect(withoutSecrets({ ...operation, body: 'multipart' }, { user: 'u', body: new FormData() })).toEqual({
    user: 'u',
  })
})

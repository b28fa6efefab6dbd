import { describe, expect, test } from 'vitest'
import type { User } from '~/contract/rocketmq/generated/types.ts'
import { Exact, stringifyJson } from '~/lib/json.ts'
import { dangerSentences } from './dangerSentences.ts'
import {
  carryOver,
  dangersOf,
  initialCreateValues,
  initialEditValues,
  isUserName,
  isWeakSecret,
  reviewOf,
  rowProblems,
  toCreateRequest,
  toUpdateRequest,
  type UserValues,
} from './userForm.ts'
import { userFormMessages } from './userFormMessages.ts'

/** As the cloud sends it: with fields that the reference does not know, also inside an entry. */
const user = {
  access_key: 'inventory-service',
  secret_key: '••••••••',
  white_remote_address: '',
  admin: false,
  default_topic_perm: 'DENY',
  default_group_perm: 'DENY',
  topic_perms: [
    { name: 'stock', perm: 'PUB|SUB', since: new Exact('9007199254740993') },
    { name: 'discount-50%off', perm: 'DENY', note: null },
  ],
  group_perms: [{ name: 'indexer', perm: 'SUB' }],
  labels: {},
  comment: '',
  expires_at: null,
  revision: new Exact('9007199254740993'),
} as unknown as User
const before = initialEditValues(user)
const edit = (change: Partial<UserValues>) => ({ ...before, ...change })

test('creating sends what was entered and nothing besides', () => {
  expect(
    toCreateRequest({
      ...initialCreateValues(),
      access_key: 'shop',
      secret_key: 'Abcdef12',
      topic_perms: [{ name: ' orders ', perm: 'PUB', isNew: true }],
    }),
  ).toEqual({
    access_key: 'shop',
    secret_key: 'Abcdef12',
    admin: false,
    default_topic_perm: 'DENY',
    default_group_perm: 'DENY',
    topic_perms: [{ name: 'orders', perm: 'PUB' }],
    group_perms: [],
  })
})

describe('changing', () => {
  test('whether it is administrator is only sent when it is touched where it is not known', () => {
    const { admin: _admin, ...rest } = user
    const unknown = initialEditValues(rest)
    expect(toUpdateRequest(rest, { ...unknown, default_topic_perm: 'SUB' }, unknown)).not.toHaveProperty('admin')
    expect(toUpdateRequest(rest, { ...unknown, admin: false }, unknown)).toMatchObject({ admin: false })
    expect(dangersOf({ ...unknown, admin: false }, unknown).adminLost).toBe(true)
  })

  test('no touched field, no request', () => {
    expect(toUpdateRequest(user, before, before)).toBeUndefined()
    expect(toUpdateRequest(user, structuredClone(before), before)).toBeUndefined()
    const again = edit({
      topic_perms: [...before.topic_perms.slice(1), { name: 'stock', perm: 'PUB|SUB', isNew: true }],
    })
    expect(toUpdateRequest(user, again, before)).toBeUndefined()
    expect(reviewOf(again, before)).toEqual([])
  })

  test('differs from the object in the touched field only, unknown fields and the exact number stay', () => {
    const { secret_key: _masked, ...rest } = user
    const request = toUpdateRequest(user, edit({ white_remote_address: '10.0.0.1' }), before)
    expect(stringifyJson(request)).toBe(stringifyJson({ ...rest, white_remote_address: '10.0.0.1' }))
    expect(stringifyJson(request)).toContain('"revision":9007199254740993')
  })

  test('never carries the mask of the secret; a typed one is there', () => {
    expect(toUpdateRequest(user, edit({ admin: true }), before)).not.toHaveProperty('secret_key')
    expect(toUpdateRequest(user, edit({ secret_key: 'Abcdef12' }), before)).toMatchObject({
      secret_key: 'Abcdef12',
      comment: '',
    })
  })

  test('keeps what an entry of rights holds besides name and right', () => {
    const rows = [
      { name: 'stock', perm: 'SUB' },
      { name: 'discount-50%off', perm: 'DENY' },
      { name: 'new', perm: 'PUB', isNew: true as const },
    ]
    expect(toUpdateRequest(user, edit({ topic_perms: rows }), before)?.topic_perms).toEqual([
      { name: 'stock', perm: 'SUB', since: new Exact('9007199254740993') },
      { name: 'discount-50%off', perm: 'DENY', note: null },
      { name: 'new', perm: 'PUB' },
    ])
    expect(toUpdateRequest(user, edit({ topic_perms: rows.slice(1, 2) }), before)?.topic_perms).toEqual([
      { name: 'discount-50%off', perm: 'DENY', note: null },
    ])
  })
})

test('the review has a line for each right that changes', () => {
  const values = edit({
    secret_key: 'Abcdef12',
    topic_perms: [
      { name: 'stock', perm: 'SUB' },
      { name: 'new', perm: 'PUB', isNew: true },
    ],
  })
  expect(reviewOf(values, before)).toEqual([
    { field: 'secret_key', before: '', after: 'Abcdef12' },
    { field: 'topic_perms.stock', before: 'PUB|SUB', after: 'SUB' },
    { field: 'topic_perms.discount-50%off', before: 'DENY', after: undefined },
    { field: 'topic_perms.new', before: undefined, after: 'PUB' },
  ])
})

test('lines of rights need a name, each its own', () => {
  const row = (name: string) => ({ name, perm: 'PUB' })
  expect(rowProblems({ topic_perms: [row('a'), row('b')], group_perms: [row('a')] })).toEqual([])
  expect(rowProblems({ topic_perms: [row('a'), row(' '), row('a ')], group_perms: [row('')] })).toEqual([
    { path: 'topic_perms.1.name', problem: 'missing' },
    { path: 'topic_perms.2.name', problem: 'duplicate' },
    { path: 'group_perms.0.name', problem: 'missing' },
  ])
})

describe('somebody else changed the user meanwhile', () => {
  const theirs = initialEditValues({
    ...user,
    default_topic_perm: 'SUB',
    topic_perms: [
      { name: 'stock', perm: 'PUB|SUB' },
      { name: 'discount-50%off', perm: 'SUB' },
      { name: 'theirs', perm: 'PUB' },
    ],
  })

  test('untouched: all theirs', () => {
    expect(carryOver(before, before, theirs)).toEqual(theirs)
  })

  test('touched lines stay, the others are theirs', () => {
    const mine = edit({
      white_remote_address: '10.0.0.1',
      topic_perms: [
        { name: 'stock', perm: 'SUB' },
        { name: 'discount-50%off', perm: 'DENY' },
        { name: 'mine', perm: 'PUB' },
      ],
    })
    expect(carryOver(mine, before, theirs)).toEqual({
      ...theirs,
      white_remote_address: '10.0.0.1',
      topic_perms: [
        { name: 'stock', perm: 'SUB' },
        { name: 'discount-50%off', perm: 'SUB' },
        { name: 'theirs', perm: 'PUB' },
        { name: 'mine', perm: 'PUB' },
      ],
    })
  })

  test('a line that I removed stays removed', () => {
    expect(
      carryOver(edit({ topic_perms: before.topic_perms.slice(1) }), before, theirs).topic_perms.map((row) => row.name),
    ).toEqual(['discount-50%off', 'theirs'])
  })
})

describe('what cuts clients off', () => {
  const said = (change: Partial<UserValues>, from = before) =>
    dangerSentences(dangersOf({ ...from, ...change }, from), userFormMessages.en)

  test('narrower rights, a new secret, no administrator any more, other addresses', () => {
    expect(said({ topic_perms: [] })).toEqual(['Clients in use lose rights at once: stock'])
    expect(said({ secret_key: 'Abcdef12' })).toEqual([
      'Clients that still use the present secret key are cut off at once.',
    ])
    expect(said({ admin: false }, edit({ admin: true }))).toContain('Clients keep only the rights below.')
    expect(said({ secret_key: 'Abcdef12', white_remote_address: '10.0.0.1' })).toEqual([
      'Clients that still use the present secret key are cut off at once.',
      'Clients at other addresses are cut off at once.',
    ])
  })

  test('nothing, more rights, any address', () => {
    expect(said({})).toEqual([])
    expect(said({ default_topic_perm: 'SUB', admin: true })).toEqual([])
    expect(said({ white_remote_address: '' }, edit({ white_remote_address: '10.0.0.1' }))).toEqual([])
  })
})

test('a secret has 8 to 32 characters of three kinds', () => {
  expect(['Abcdef12', 'abcdef#1', 'Abcdefg#', `Aa1${'x'.repeat(29)}`].map(isWeakSecret)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(['Abcde12', 'abcdef12', 'ABCDEFGH', '12345678', '', `Aa1${'x'.repeat(30)}`].map(isWeakSecret)).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
  ])
})

test('a user name', () => {
  expect(['shop', 'billing_writer', 'a-b-1'].map(isUserName)).toEqual([true, true, true])
  expect(['abc', 'with space', '用户名字', 'a'.repeat(65), 'user%1'].map(isUserName)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})

import { describe, expect, test } from 'vitest'
import { holds, isNarrowing, narrowingOf, type Rights } from './userRights.ts'

const before: Rights = {
  admin: false,
  default_topic_perm: 'SUB',
  default_group_perm: 'DENY',
  topic_perms: [{ name: 'orders', perm: 'PUB|SUB' }],
  group_perms: [{ name: 'billing', perm: 'SUB' }],
}
const none = { topics: [], groups: [], otherTopics: false, otherGroups: false }

test('an unknown word and no word are not a no', () => {
  expect(holds('PUB', 'PUB')).toBe(true)
  expect(holds('PUB', 'SUB')).toBe(false)
  expect(holds('DENY', 'PUB')).toBe(false)
  expect(holds('READ_ALL', 'SUB')).toBeUndefined()
  expect(holds(undefined, 'SUB')).toBeUndefined()
})

describe('what a change takes away', () => {
  test('nothing changed, something given', () => {
    expect(narrowingOf(before, before)).toEqual(none)
    expect(
      isNarrowing(narrowingOf(before, { ...before, default_topic_perm: 'PUB|SUB', default_group_perm: 'SUB' })),
    ).toBe(false)
  })

  test('an exception with less, or one that is removed and falls back to less', () => {
    expect(narrowingOf(before, { ...before, topic_perms: [{ name: 'orders', perm: 'PUB' }] })).toEqual({
      ...none,
      topics: ['orders'],
    })
    expect(narrowingOf(before, { ...before, topic_perms: [] })).toEqual({ ...none, topics: ['orders'] })
    expect(narrowingOf(before, { ...before, group_perms: [] })).toEqual({ ...none, groups: ['billing'] })
  })

  test('an exception that is removed and falls back to more takes nothing', () => {
    const denied = { ...before, topic_perms: [{ name: 'orders', perm: 'DENY' }] }
    expect(isNarrowing(narrowingOf(denied, { ...denied, topic_perms: [] }))).toBe(false)
  })

  test('a new exception below the default', () => {
    expect(
      narrowingOf(before, { ...before, topic_perms: [...(before.topic_perms ?? []), { name: 'audit', perm: 'DENY' }] }),
    ).toEqual({ ...none, topics: ['audit'] })
  })

  test('PUB instead of SUB takes SUB away', () => {
    expect(narrowingOf(before, { ...before, default_topic_perm: 'PUB' })).toEqual({ ...none, otherTopics: true })
  })

  test('a word that nobody knows counts as more than any known one', () => {
    expect(isNarrowing(narrowingOf({ ...before, default_topic_perm: 'READ_ALL' }, before))).toBe(true)
  })

  test('an administrator loses nothing', () => {
    expect(narrowingOf(before, { ...before, admin: true, topic_perms: [], default_topic_perm: 'DENY' })).toEqual(none)
  })
})

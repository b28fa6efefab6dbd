import { expect, test } from 'vitest'
import { NAMES, readersText, usersText } from './topicDependents.ts'
import { topicMessages } from './topicMessages.ts'

const t = topicMessages.en
const names = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`)

test('readers: unknown, none, all, and where the list may go on', () => {
  expect(readersText(t, undefined)).toBe('It is not known which consumer groups read it.')
  expect(readersText(t, [])).toBe('No consumer group reads it.')
  expect(readersText(t, ['a', 'b'])).toBe('Consumer groups that read it: a, b.')
  expect(readersText(t, names(NAMES))).toMatch(/n49\. The first 50; there may be more\.$/)
  expect(readersText(t, names(NAMES + 2))).toMatch(/n49 \+2\.$/)
})

test('users: unknown, none, all, and how many more', () => {
  const policies = (count: number) => names(count).map((access_key) => ({ access_key }))
  expect(usersText(t, undefined)).toBe('It is not known which users have a right on it.')
  expect(usersText(t, {})).toBe('It is not known which users have a right on it.')
  expect(usersText(t, { policies: [], total: 0 })).toBe('No user has a right on it.')
  expect(usersText(t, { policies: policies(2), total: 2 })).toBe('Users with a right on it: n0, n1.')
  expect(usersText(t, { policies: policies(NAMES), total: 300 })).toMatch(/n49 \+250\.$/)
  expect(usersText(t, { policies: policies(NAMES + 1) })).toMatch(/n49 \+1\.$/)
})

test('a sentence in Chinese has the marks of Chinese', () => {
  expect(readersText(topicMessages.zh, ['a', 'b'])).toBe('读取它的消费组：a, b。')
  expect(usersText(topicMessages.zh, { policies: [{ access_key: 'a' }], total: 3 })).toBe('对它有权限的用户：a +2。')
})

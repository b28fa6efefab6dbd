import { expect, test } from 'vitest'
import { contentsText } from './instanceContents.ts'
import { instanceListMessages } from './instanceListMessages.ts'

const { en, zh } = instanceListMessages

test('one of a kind is not several, and large numbers are grouped', () => {
  const one = { topics: 1, groups: 1, users: 1, gigabytes: 1674, hasUsers: true }
  expect(contentsText(en, one)).toBe('1 topic, 1 consumer group, 1 user, 1,674 GB of messages')
  expect(contentsText(zh, one)).toBe('1 个主题，1 个消费组，1 个用户，1,674 GB 消息')
  expect(contentsText(en, { ...one, topics: 1200, groups: 2, users: 21 })).toBe(
    '1,200 topics, 2 consumer groups, 21 users, 1,674 GB of messages',
  )
})

test('what is not known is a dash; without ACL nobody counts users', () => {
  expect(contentsText(en, { hasUsers: true })).toBe('– topics, – consumer groups, – users, – GB of messages')
  expect(contentsText(en, { topics: 4, groups: 2, gigabytes: 0, hasUsers: false })).toBe(
    '4 topics, 2 consumer groups, 0 GB of messages',
  )
})

import { describe, expect, test } from 'vitest'
import { keysOf, messageKey, originOf, propertyOf, tagOf, uniqueKeyOf, unknownFields } from './messageFields.ts'

const message = {
  msg_id: 'C0A8',
  property_list: [
    { name: 'KEYS', value: 'PAY-1  ORD-2' },
    { name: 'UNIQ_KEY', value: '7F00' },
    { name: 'TAGS', value: '' },
    { name: 'UNIQ_KEY', value: 'second' },
  ],
}

describe('properties', () => {
  test('several keys stand in one property', () => {
    expect(keysOf(message)).toEqual(['PAY-1', 'ORD-2'])
    expect(keysOf({})).toEqual([])
  })

  test('an empty tag is no tag, the first of a name counts', () => {
    expect(tagOf(message)).toBeUndefined()
    expect(uniqueKeyOf(message)).toBe('7F00')
    expect(propertyOf(message, 'TAGS')).toBe('')
  })

  test('a copy names its origin, as far as recorded', () => {
    expect(originOf(message)).toBeUndefined()
    expect(originOf({ property_list: [{ name: 'ORIGIN_MESSAGE_ID', value: 'C0A9' }] })).toEqual({ msg_id: 'C0A9' })
    expect(
      originOf({
        property_list: [
          { name: 'ORIGIN_MESSAGE_ID', value: 'C0A9' },
          { name: 'RETRY_TOPIC', value: 'orders' },
        ],
      }),
    ).toEqual({ topic: 'orders', msg_id: 'C0A9' })
  })
})

test('a row without id is told by its place', () => {
  expect(messageKey(message)).toBe('C0A8')
  expect(messageKey({ store_host: '10.0.0.1:10100', queue_id: 2, queue_offset: 7 })).toBe('10.0.0.1:10100 2 7')
})

test('fields that nobody knows are kept', () => {
  expect(unknownFields({ ...message, sys_flag: 4 } as typeof message)).toEqual([['sys_flag', 4]])
})

import { describe, expect, test } from 'vitest'
import { validateFields } from '~/components/validateFields.ts'
import {
  createFacts,
  dangersOf,
  editFacts,
  initialCreateValues,
  initialEditValues,
  isUsualName,
  toCreateRequest,
  toUpdateRequest,
} from './topicForm.ts'

const before = initialEditValues({ total_read_queue_num: 24, total_write_queue_num: 24, permission: 'all' })

describe('creating a topic', () => {
  test('sends exactly what was chosen', () => {
    expect(
      toCreateRequest({ name: '%RETRY%a', brokers: ['broker-1'], queue_num: 8, permission: 'sub' }, [
        'broker-0',
        'broker-1',
      ]),
    ).toEqual({
      name: '%RETRY%a',
      brokers: ['broker-1'],
      queue_num: 8,
      permission: 'sub',
    })
  })

  test('knows the names that RocketMQ itself takes', () => {
    expect(['a', '%RETRY%x', 'customer|vip', 'A_1-b', 'x'.repeat(127)].filter(isUsualName)).toHaveLength(5)
    expect(['', 'a b', 'a.b', '订单', 'x'.repeat(128)].filter(isUsualName)).toEqual([])
  })

  test('names all brokers when none is chosen', () => {
    expect(toCreateRequest({ ...initialCreateValues(), name: 'a' }, ['broker-0', 'broker-1'])).toMatchObject({
      brokers: ['broker-0', 'broker-1'],
      queue_num: 3,
    })
  })
})

describe('changing a topic', () => {
  test('sends nothing when nothing differs', () => {
    expect(toUpdateRequest({ ...before }, before)).toBeUndefined()
  })

  test('sends the changed field only', () => {
    expect(toUpdateRequest({ ...before, permission: 'pub' }, before)).toEqual({ permission: 'pub' })
    expect(toUpdateRequest({ ...before, read_queue_num: 12 }, before)).toEqual({ read_queue_num: 12 })
  })

  test('is not emptied where a value is known', () => {
    const emptied = { read_queue_num: '', write_queue_num: '', permission: null }
    expect(Object.keys(validateFields(editFacts(before), emptied))).toEqual([
      'read_queue_num',
      'write_queue_num',
      'permission',
    ])
    expect(validateFields(editFacts(initialEditValues({})), emptied)).toEqual({})
    expect(Object.keys(validateFields(createFacts, { name: 'a', queue_num: '', permission: null }))).toEqual([
      'queue_num',
      'permission',
    ])
  })

  test('knows what interrupts clients', () => {
    expect(dangersOf({ read_queue_num: 12 }, before)).toEqual({ fewerQueues: true, unread: true, narrower: false })
    expect(dangersOf({ read_queue_num: 12, write_queue_num: 12 }, before)).toEqual({
      fewerQueues: true,
      unread: false,
      narrower: false,
    })
    expect(dangersOf({ permission: 'sub' }, before)).toEqual({ fewerQueues: false, unread: false, narrower: true })
    expect(dangersOf({ write_queue_num: 48 }, before)).toEqual({ fewerQueues: false, unread: true, narrower: false })
    expect(dangersOf({ read_queue_num: 48 }, before)).toEqual({ fewerQueues: false, unread: false, narrower: false })
    expect(dangersOf(undefined, before)).toEqual({ fewerQueues: false, unread: false, narrower: false })
  })
})

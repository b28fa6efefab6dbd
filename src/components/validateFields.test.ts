import { afterEach, describe, expect, it } from 'vitest'
import type { FieldFact } from '~/contract/types.ts'
import { Exact } from '~/lib/json.ts'
import { setLanguage } from '~/lib/messages.ts'
import { limitsOf, validateField, validateFields } from './validateFields.ts'

const name: FieldFact = { type: 'string', required: true, minLength: 4, maxLength: 8, pattern: '^[a-z]+$' }
const queues: FieldFact = { type: 'integer', min: 1, max: 50 }

afterEach(() => setLanguage('en'))

describe('validateFields', () => {
  it('names every field that breaks its rule, and no other', () => {
    expect(validateFields({ name, queues }, { name: '', queues: 51, other: 'x' })).toEqual({
      name: 'Required',
      queues: 'At most 50',
    })
    expect(validateFields({ name, queues }, { name: 'order', queues: '' })).toEqual({})
    expect(validateFields({ name, queues }, { name: '', queues: 0 }, ['queues'])).toEqual({ queues: 'At least 1' })
  })

  it('speaks the language of the app', () => {
    setLanguage('zh')
    expect(validateFields({ name }, { name: '' })).toEqual({ name: '必填' })
  })
})

describe('validateField', () => {
  it.each([
    [name, 'abc', 'At least 4 characters'],
    [name, 'abcdefghi', 'At most 8 characters'],
    [name, 'Order', 'Has a character or a form that is not allowed'],
    [{ type: 'string', maxLength: 2 }, '😀😀', undefined],
    [{ type: 'string', pattern: '(?<bad' }, 'x', undefined],
    [queues, 1.5, 'A whole number'],
    [queues, 'x', 'A whole number'],
    [queues, '8', undefined],
    [{ type: 'integer', max: 9007199254740992 }, new Exact('9007199254740993'), 'At most 9007199254740992'],
    [{ type: 'string', enum: [{ value: 'a', label: 'A' }] }, 'b', 'Not one of the choices'],
    [{ type: 'string', enum: [{ value: 'a', label: 'A' }], open: true }, 'b', undefined],
    [{ type: 'array', minItems: 2 }, ['a'], 'At least 2 entries'],
    [{ type: 'array', required: true }, [], 'Required'],
    [{ type: 'boolean', required: true }, false, undefined],
    [{ type: 'integer', required: true }, 0, undefined],
  ] as [FieldFact, unknown, string | undefined][])('%j with %j', (fact, value, expected) =>
    expect(validateField(fact, value)).toBe(expected),
  )
})

it('puts limits into words', () => {
  expect(limitsOf(name)).toBe('4 to 8 characters')
  expect(limitsOf(queues)).toBe('1 to 50')
  expect(limitsOf({ type: 'integer', min: 0 })).toBe('at least 0')
  expect(limitsOf({ type: 'boolean' })).toBeUndefined()
})

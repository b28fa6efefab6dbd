import { afterEach, expect, test } from 'vitest'
import type { SchemaNode } from '~/contract/schema.ts'
import { validate } from '~/contract/validate.ts'
import { setLanguage } from '~/lib/messages.ts'
import { violationText } from './violationText.ts'

afterEach(() => setLanguage('en'))

const cases: [string, SchemaNode, unknown, string, string][] = [
  ['required', { required: ['name'] }, {}, 'name is missing', '缺少 name'],
  ['type', { type: ['string', 'null'] }, 1, 'Has to be of type string, null', '类型应为 string, null'],
  ['enum', { enum: ['a', 'b'] }, 'c', 'Has to be ["a","b"]', '应为 ["a","b"]'],
  ['const', { const: 7 }, 8, 'Has to be 7', '应为 7'],
  ['minLength', { minLength: 3 }, 'ab', 'At least 3 characters', '至少 3 个字符'],
  ['maxLength', { maxLength: 1 }, 'ab', 'At most 1 characters', '最多 1 个字符'],
  ['minItems', { minItems: 2 }, [1], 'At least 2 entries', '至少 2 项'],
  ['maxItems', { maxItems: 1 }, [1, 2], 'At most 1 entries', '最多 1 项'],
  ['minimum', { minimum: -1.5 }, -2, 'At least -1.5', '不能小于 -1.5'],
  ['maximum', { maximum: 10 }, 11, 'At most 10', '不能大于 10'],
  ['pattern', { pattern: '^a' }, 'b', 'Not written as the contract asks for', '不符合接口约定的格式'],
  ['not', { not: {} }, 1, 'The contract does not allow this value here', '接口约定不允许此处使用该值'],
]

test.for(cases)('%s is said in both languages', ([, schema, value, en, zh]) => {
  const [violation] = validate(schema, {}, value)
  if (!violation) throw new Error('nothing was found')
  expect(violationText(violation)).toBe(en)
  setLanguage('zh')
  expect(violationText(violation)).toBe(zh)
})

import { expect, it } from 'vitest'
import { ApiError } from '~/api/error.ts'
import { blamedField, hasUnknownOutcome } from './formErrors.ts'

const refused = (field?: string) =>
  new ApiError(400, { code: 'X', message: 'm', requestId: 'r', origin: 'cloud', field })

it('finds the field that a failure blames', () => {
  expect(blamedField(refused('name'), ['name', 'queue_num'])).toBe('name')
  expect(blamedField(refused('topics[0].queue_num'), ['name', 'queue_num'])).toBe('queue_num')
  expect(blamedField(refused('topics.0'), ['name'])).toBeUndefined()
  expect(blamedField(refused(), ['name'])).toBeUndefined()
  expect(blamedField(new Error('x'), ['name'])).toBeUndefined()
})

it('knows an unknown outcome', () => {
  const lost = new ApiError(504, {
    code: 'gantry.timeout',
    message: 'm',
    requestId: 'r',
    origin: 'gantry',
    unknownOutcome: true,
  })
  expect(hasUnknownOutcome(lost)).toBe(true)
  expect(hasUnknownOutcome(refused())).toBe(false)
})

import { expect, it } from 'vitest'
import { setupCodeIn } from './setupCode.ts'

it.each([
  ['the link', 'https://gantry.example/setup#token=aB3_-x'],
  ['its fragment', '#token=aB3_-x'],
  ['the code, copied with a space', ' aB3_-x '],
])('finds the code in %s', (_what, text) => expect(setupCodeIn(text)).toBe('aB3_-x'))

it('finds none in an address without one', () => {
  expect(setupCodeIn('')).toBe('')
})

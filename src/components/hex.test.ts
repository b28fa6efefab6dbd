import { expect, it } from 'vitest'
import { hexDump } from './hex.ts'

it('writes 16 bytes a line with their text', () => {
  const lines = hexDump(new TextEncoder().encode('Hello, Gantry! 主题')).split('\n')
  expect(lines[0]).toBe('00000000  48 65 6c 6c 6f 2c 20 47  61 6e 74 72 79 21 20 e4  |Hello, Gantry! .|')
  expect(lines[1]).toMatch(/^00000010 {2}b8 bb e9 a2 98 +\|\.{5}\|$/)
})

it('stops at the limit', () => {
  expect(hexDump(new Uint8Array(100), 20).split('\n')).toHaveLength(2)
  expect(hexDump(new Uint8Array(0))).toBe('')
})

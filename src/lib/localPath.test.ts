import { expect, test } from 'vitest'
import { localPath } from './localPath.ts'

test('S14 return-to after login is a local path', () => {
  for (const evil of [
    '//evil',
    '/\\evil',
    'https:evil',
    'javascript:alert(1)',
    '/\t/evil',
    '\\evil',
    '',
    null,
    undefined,
  ])
    expect(localPath(evil)).toBe('/')
  expect(localPath('/c/orders/rocketmq/instances?q=a#b')).toBe('/c/orders/rocketmq/instances?q=a#b')
})

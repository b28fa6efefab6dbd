import { expect, test } from 'vitest'
import { explorerPaths } from '~/paths/explorer.ts'
import { isAddress } from './isAddress.ts'

const at = { connection: 'orders' }
const open = (search: string, pathname = explorerPaths.find(at)) => ({ pathname, search })

test('a list cut down to a service is that service’s, however else it is cut', () => {
  const ddm = explorerPaths.findIn(at, ['ddm'])
  expect(isAddress(ddm, open('?f=family%3Ain%3Addm'))).toBe(true)
  expect(isAddress(ddm, open('?q=node&f=risk:in:change&f=family:in:ddm&page=2'))).toBe(true)
})

test('it is not another service’s, nor the whole list, nor another page', () => {
  const cse = explorerPaths.findIn(at, ['cse-engine', 'servicecomb'])
  expect(isAddress(cse, open('?f=family:in:ddm'))).toBe(false)
  expect(isAddress(cse, open('?f=family:in:cse-engine'))).toBe(false)
  expect(isAddress(cse, open(''))).toBe(false)
  expect(isAddress(cse, open('?f=family:in:cse-engine,servicecomb', explorerPaths.saved(at)))).toBe(false)
})

import { expect, test } from 'vitest'
import { parseView } from '~/api/listView.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { serviceOf } from '~/paths/services.ts'
import { chosenFamilies } from './chosenFamilies.ts'

const at = (address: string) =>
  chosenFamilies(parseView(new URL(address, 'https://gantry.example').searchParams).filters)
const here = { connection: 'orders' }

test('the families of an address that is cut down to them', () => {
  expect(at(explorerPaths.findIn(here, ['cse-engine', 'servicecomb']))).toEqual(['cse-engine', 'servicecomb'])
  expect(at(`${explorerPaths.findIn(here, ['ddm'])}&f=risk:in:change`)).toEqual(['ddm'])
})

test('none of the whole catalogue, of other filters, and of what is no family', () => {
  expect(at(explorerPaths.find(here))).toEqual([])
  expect(at(`${explorerPaths.find(here)}?f=risk:in:change`)).toEqual([])
  expect(at(`${explorerPaths.find(here)}?f=family:in:nothing`)).toEqual([])
})

test('a service is chosen with all of its families, in any order, and no other', () => {
  expect(serviceOf(at(explorerPaths.findIn(here, ['servicecomb', 'cse-engine'])))).toBe('cse')
  expect(serviceOf(at(explorerPaths.findIn(here, ['ddm'])))).toBe('ddm')
  expect(serviceOf(at(explorerPaths.findIn(here, ['servicecomb'])))).toBeUndefined()
  expect(serviceOf(at(explorerPaths.findIn(here, ['ddm', 'rocketmq'])))).toBeUndefined()
  expect(serviceOf([])).toBeUndefined()
})

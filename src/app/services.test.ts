import { expect, test } from 'vitest'
import { families } from '~/contract/types.ts'
import { services } from './services.ts'

test('every family belongs to one service', () => {
  expect(services.flatMap((service) => service.families).toSorted()).toEqual([...families].sort())
})

test('every service opens its operations, and its screens where there are some', () => {
  const links = services.map(({ id, links }) => [id, ...links.map(({ to }) => to({ connection: 'orders' }))])
  expect(links).toEqual([
    ['rocketmq', '/c/orders/rocketmq/instances', '/c/orders/explorer?f=family%3Ain%3Arocketmq'],
    ['ddm', '/c/orders/explorer?f=family%3Ain%3Addm'],
    ['cse', '/c/orders/explorer?f=family%3Ain%3Acse-engine%2Cservicecomb'],
    ['roma', '/c/orders/explorer?f=family%3Ain%3Aroma-common%2Croma-apic%2Croma-mqs%2Croma-link'],
  ])
  expect(services.filter(({ hasScreens }) => hasScreens).map(({ id }) => id)).toEqual(['rocketmq'])
})

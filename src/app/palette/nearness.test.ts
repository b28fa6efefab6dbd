import { expect, test } from 'vitest'
import { bestMatches } from './match.ts'
import { nearness } from './nearness.ts'
import type { PaletteEntry } from './paletteEntry.ts'

type Entry = Pick<PaletteEntry, 'group' | 'family' | 'label' | 'others'>
const labels = (typed: string, family: PaletteEntry['family'], ...entries: Entry[]) =>
  bestMatches(entries, typed, 10, (entry) => nearness(entry, family)).map((entry) => entry.label)

const ddm: Entry = { group: 'operations', family: 'ddm', label: 'Reset account password' }
const rocketmq: Entry = { group: 'operations', family: 'rocketmq', label: 'Consumption: reset the offset' }
const page: Entry = { group: 'page', label: 'Offset: reset…', others: 'billing' }

test('what the open page offers goes first, then the operations of its family', () => {
  expect(labels('reset', 'rocketmq', ddm, rocketmq, page)).toEqual([page.label, rocketmq.label, ddm.label])
})

test('of a page that is of no service nothing is far', () => {
  expect(labels('reset', undefined, rocketmq, ddm)).toEqual([ddm.label, rocketmq.label])
})

test('families of one service are nearer than those of another', () => {
  const link: Entry = { group: 'operations', family: 'roma-link', label: 'Delete device' }
  const mqs: Entry = { group: 'operations', family: 'roma-mqs', label: 'Delete queue' }
  const other: Entry = { group: 'operations', family: 'ddm', label: 'Delete' }
  expect(labels('delete', 'roma-mqs', other, link, mqs)).toEqual([mqs.label, link.label, other.label])
})

test('a resource goes before the actions of a page that only bears the word in its name', () => {
  const resource: Entry = { group: 'resources', family: 'rocketmq', label: 'billing' }
  expect(labels('billing', 'rocketmq', page, resource)).toEqual([resource.label, page.label])
})

test('letters strewn over something near do not go before a word that is there', () => {
  const strewn: Entry = { group: 'operations', family: 'rocketmq', label: 'd-d-l' }
  const word: Entry = { group: 'operations', family: 'ddm', label: 'Run ddl' }
  expect(labels('ddl', 'rocketmq', strewn, word)).toEqual([word.label, strewn.label])
})

import { expect, test } from 'vitest'
import type { CatalogueEntry } from '~/contract/types.ts'
import { readMessages } from '~/lib/messages.ts'
import { findMessages } from './findMessages.ts'
import { operationNotes } from './operationNotes.ts'

const base: CatalogueEntry = {
  id: 'x',
  method: 'GET',
  path: '/',
  summary: '',
  tag: '',
  section: '',
  kind: 'read',
  risk: 'none',
}
const kinds = (change: Partial<CatalogueEntry>) =>
  operationNotes({ ...base, ...change }, readMessages(findMessages)).map(({ kind }) => kind)

test('regional is only what the contract limits to regions that it names', () => {
  expect(kinds({ stability: 'Documented as available only in ME-Riyadh, CN-Hong Kong and AP-Singapore.' })).toEqual([
    'regional',
  ])
  expect(kinds({ stability: 'From an undated newer page; regional availability is not stated.' })).toEqual(['limited'])
  expect(kinds({ stability: 'Kernel 3.0.9 or later.' })).toEqual(['limited'])
  expect(kinds({})).toEqual([])
})

test('what is superseded says so, and beside it only where it can be used', () => {
  expect(kinds({ supersededBy: 'y', stability: 'Superseded by a newer page; keep as fallback.' })).toEqual([
    'superseded',
  ])
  expect(kinds({ supersededBy: 'y', stability: 'Available only in ME-Riyadh.' })).toEqual(['superseded', 'regional'])
})

import { expect, test } from 'vitest'
import { needsAll, parseView, writeView } from './listView.ts'

test('a view survives its way through the address', () => {
  const view = {
    page: 1,
    size: 20,
    sort: '-created_at',
    q: 'order: a&b',
    filters: [
      { column: 'queue_num', operator: 'ge' as const, value: '8' },
      { column: 'created_at', operator: 'since' as const, value: '2026-01-01T00:00:00.000Z' },
    ],
    columns: ['name', 'brokers'],
  }
  expect(parseView(new URLSearchParams(writeView(new URLSearchParams(), view).toString()))).toEqual(view)
})

test('what is not understood is left out', () => {
  expect(parseView(new URLSearchParams('page=-3&size=abc&f=name:like:x&f=broken'))).toEqual({
    page: 1,
    size: 50,
    sort: '',
    q: '',
    filters: [],
  })
})

test('defaults do not stand in the address, other parameters stay', () => {
  expect(writeView(new URLSearchParams('mock=large&page=3&q=a'), { q: '', page: 1 }).toString()).toBe('mock=large')
})

test('another choice of rows starts at its first page', () => {
  expect(writeView(new URLSearchParams('page=3'), { sort: 'name' }).get('page')).toBeNull()
  expect(writeView(new URLSearchParams('page=3'), { columns: ['name'] }).get('page')).toBe('3')
})

test('sorting and filtering need every record', () => {
  expect(needsAll(parseView(new URLSearchParams('page=2')))).toBe(false)
  for (const search of ['sort=name', 'q=a', 'f=name:is:a', 'size=all'])
    expect(needsAll(parseView(new URLSearchParams(search)))).toBe(true)
})

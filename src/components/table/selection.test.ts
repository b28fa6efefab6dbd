import { describe, expect, it } from 'vitest'
import { range, reconcile, toggle, toggleAll } from './selection.ts'

interface Row {
  id: string
  version?: number
}
const keyOf = (row: Row) => row.id
const rows = ['a', 'b', 'c', 'd'].map((id): Row => ({ id }))
const keys = (selection: ReadonlyMap<string, Row>) => [...selection.keys()]

describe('selection', () => {
  it('switches one row and many', () => {
    const one = toggle(new Map<string, Row>(), 'a', { id: 'a' }, true)
    expect(keys(one)).toEqual(['a'])
    expect(keys(toggleAll(one, rows, keyOf, true))).toEqual(['a', 'b', 'c', 'd'])
    expect(keys(toggleAll(one, rows, keyOf, false))).toEqual([])
  })

  it('takes a range in either direction, and one row when the anchor is gone', () => {
    expect(range(rows, keyOf, 'd', 'b').map(keyOf)).toEqual(['b', 'c', 'd'])
    expect(range(rows, keyOf, 'x', 'b').map(keyOf)).toEqual(['b'])
    expect(range(rows, keyOf, 'a', 'x')).toEqual([])
  })

  it('survives paging', () => {
    const selection = toggleAll(new Map<string, Row>(), rows, keyOf, true)
    expect(reconcile(selection, [{ id: 'e' }], keyOf, { complete: false, before: new Set() })).toBe(selection)
  })

  it('lets go of a row that is gone from its page, or from the complete list', () => {
    const selection = toggleAll(new Map<string, Row>(), rows, keyOf, true)
    expect(keys(reconcile(selection, [{ id: 'a' }], keyOf, { complete: false, before: new Set(['a', 'b']) }))).toEqual([
      'a',
      'c',
      'd',
    ])
    expect(keys(reconcile(selection, [{ id: 'a' }], keyOf, { complete: true, before: new Set() }))).toEqual(['a'])
  })

  it('holds the newest content of a row', () => {
    const selection = toggle(new Map<string, Row>(), 'a', { id: 'a', version: 1 }, true)
    const next = reconcile(selection, [{ id: 'a', version: 2 }], keyOf, { complete: false, before: new Set() })
    expect(next.get('a')).toEqual({ id: 'a', version: 2 })
  })
})

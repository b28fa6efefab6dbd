import { expect, test, vi } from 'vitest'
import { bulkAction } from './bulkAction.ts'

interface Row {
  name: string
  why?: string
}

function actionFor() {
  const onSelect = vi.fn<Parameters<typeof bulkAction<Row>>[0]['onSelect']>()
  const action = bulkAction<Row>({
    id: 'delete',
    label: 'Delete',
    nameOf: (row) => row.name,
    refusalOf: (row) => row.why,
    onSelect,
  })
  return { action, onSelect }
}

const a = { name: 'a' }
const b = { name: 'b', why: 'b is going.' }
const c = { name: 'c' }
const deselect = () => undefined

test('acts on what allows it, and names the rest with the reason', () => {
  const { action, onSelect } = actionFor()
  expect(action.disabledReason?.([a, b, c])).toBeUndefined()
  action.onSelect([a, b, c], deselect)
  expect(onSelect.mock.calls).toEqual([[[a, c], [{ name: 'b', reason: 'b is going.' }], deselect]])
})

test('leaves nothing out where everything allows it', () => {
  const { action, onSelect } = actionFor()
  action.onSelect([a, c], deselect)
  expect(onSelect.mock.calls).toEqual([[[a, c], [], deselect]])
})

test('is disabled where nothing allows it: each reason once, three at most', () => {
  const { action } = actionFor()
  const busy = (name: string, why = 'It is busy.') => ({ name, why })
  expect(action.disabledReason?.([b])).toBe('b is going.')
  expect(action.disabledReason?.([busy('1'), b, busy('2')])).toBe('It is busy. b is going.')
  expect(action.disabledReason?.(['1', '2', '3', '4'].map((n) => busy(n, `${n}.`)))).toBe('1. 2. 3. …')
  expect(action.disabledReason?.([])).toBeUndefined()
})

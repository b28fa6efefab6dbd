import { expect, test } from 'vitest'
import { allOperations } from '~/contract/generated/all.ts'
import { families, type Operation } from '~/contract/types.ts'
import type { FormNode } from './formNode.ts'
import { choicesFrom, neededNames, totalBeyond } from './liveChoices.ts'
import { readOperation } from './operationForm.ts'
import { testFacts } from './testFacts.ts'

const list = { id: 'listThings', list: { items: 'things', paging: 'none' } } as Operation

test('choices come from where the contract says', () => {
  const options = { operationId: 'listThings', items: 'things', value: 'id', label: 'name' }
  expect(
    choicesFrom(list, options, 'thing_id', { things: [{ id: 'a', name: 'A' }, { id: 'a', name: 'A' }, { id: 'b' }] }),
  ).toEqual([
    { value: 'a', label: 'A' },
    { value: 'b', label: '' },
  ])
})

test('where it says only which operation, they are found by the name of the field', () => {
  const options = { operationId: 'listThings' }
  expect(choicesFrom(list, options, 'flavor_id', { things: [{ id: 'f1', flavor_id: 'f2', name: 'F' }] })).toEqual([
    { value: 'f2', label: 'F' },
  ])
  expect(choicesFrom(list, options, 'flavor_ref', { things: [{ code: 'c' }] })).toEqual([{ value: 'c', label: '' }])
  expect(choicesFrom({ ...list, list: undefined } as Operation, options, 'version', { versions: ['1', '2'] })).toEqual([
    { value: '1', label: '' },
    { value: '2', label: '' },
  ])
  expect(choicesFrom(list, options, 'flavor_id', { things: [] })).toEqual([])
  expect(choicesFrom(list, options, 'flavor_id', { things: [{ other: {} }] })).toBeUndefined()
})

test('a page says of how many its rows are the first', () => {
  const paged = {
    list: { items: 'things', total: 'count', paging: 'offset', params: { offset: 'offset' } },
  } as Operation
  expect(totalBeyond(paged, { things: [1, 2], count: 10_000 })).toBe(10_000)
  expect(totalBeyond(paged, { things: [1, 2], count: 2 })).toBeUndefined()
  expect(totalBeyond(paged, { things: [1, 2] })).toBeUndefined()
  expect(totalBeyond(list, { things: [1, 2], count: 3 })).toBeUndefined()
})

test('every live choice of the contracts names an operation that there is', async () => {
  const ids = new Map(
    families.map((family) => [
      family,
      new Set(allOperations.filter((one) => one.family === family).map((one) => one.id)),
    ]),
  )
  const lost: string[] = []
  for (const family of families) {
    const facts = await testFacts(family)
    for (const operation of Object.values(facts.operations)) {
      const form = readOperation(operation, facts)
      const check = (node: FormNode, name: string) => {
        if (node.options && !ids.get(node.options.family ?? family)?.has(node.options.operationId))
          lost.push(`${operation.id} ${name}`)
      }
      for (const field of form.parameters) check(field.node, field.name)
      if (form.body?.form === 'object') for (const field of form.body.fields()) check(field.node, field.name)
    }
  }
  expect(lost).toEqual([])
})

test('an operation needs its path and its mandatory parameters first', async () => {
  const facts = await testFacts('rocketmq')
  const topics = facts.operations['listTopics']
  expect(topics && neededNames(topics, facts.operationSchemas['listTopics'])).toEqual(['instance_id'])
})

import { CompletionContext } from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { readNode } from '../formModel.ts'
import { completeJson } from './completion.ts'
import { rangeOf } from './jsonPath.ts'

const node = readNode(
  {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { type: 'string', enum: ['one', 'two'] },
      size: { type: 'integer' },
      parts: {
        type: 'array',
        items: { type: 'object', properties: { on: { type: 'boolean' }, off: { type: 'boolean' } } },
      },
    },
  },
  {},
)

/** What is offered at `|`. */
function offered(marked: string): string[] {
  const at = marked.indexOf('|')
  const state = EditorState.create({ doc: marked.replace('|', ''), extensions: [json()] })
  return completeJson(() => node)(new CompletionContext(state, at, true))?.options.map((option) => option.label) ?? []
}

test('names of the object that one is in are offered, without those that are there', () => {
  expect(offered('{"size": 1, "|"}')).toEqual(['"kind"', '"parts"'])
  expect(offered('{|}')).toEqual(['"kind"', '"size"', '"parts"'])
  expect(offered('{"parts": [{"on": true, "o|"}]}')).toEqual(['"off"'])
})

test('values are offered where the contract lists them', () => {
  expect(offered('{"kind": "|"}')).toEqual(['"one"', '"two"'])
  expect(offered('{"parts": [{"on": t|}]}')).toEqual(['true'])
  expect(offered('{"size": |}')).toEqual([])
  expect(offered('{"kind": "T|"}')).toEqual(['"two"'])
  expect(offered('{"kind": "x|"}')).toEqual([])
})

test('a pointer leads to its part of the text, and to the object that lacks it', () => {
  const text = '{"kind": "one", "parts": [{}, {"on": 1}]}'
  const state = EditorState.create({ doc: text, extensions: [json()] })
  const at = (pointer: string) => {
    const { from, to } = rangeOf(state, pointer)
    return text.slice(from, to)
  }
  expect(at('/kind')).toBe('"kind": "one"')
  expect(at('/parts/1/on')).toBe('"on": 1')
  expect(at('/parts/1')).toBe('{"on": 1}')
  expect(at('/size')).toBe('{')
  expect(at('')).toBe('{')
})

import { expect, test } from 'vitest'
import { bestMatches, score } from './match.ts'

const labels = (typed: string, ...names: string[]) =>
  bestMatches(
    names.map((label) => ({ label })),
    typed,
    10,
  ).map((entry) => entry.label)

test('prefers the beginning, then the beginning of a word, then the middle, then scattered letters', () => {
  expect(labels('ord', 'keyword', 'invoice.order', 'order.paid', 'o-r-d')).toEqual([
    'order.paid',
    'invoice.order',
    'keyword',
    'o-r-d',
  ])
})

test('wants every word, in any order and any case', () => {
  expect(labels('topic CREATE', 'Create topic', 'Create group')).toEqual(['Create topic'])
})

test('finds entries by their other words, behind those found by name', () => {
  const entries = [{ label: 'order.paid', others: 'orders-prod' }, { label: 'prod' }]
  expect(bestMatches(entries, 'prod', 10).map((entry) => entry.label)).toEqual(['prod', 'order.paid'])
})

test('does not fit letters strewn too far, a single letter that is absent, or other words by letters', () => {
  expect(score('az', 'a very long label that ends in z')).toBe(0)
  expect(score('x', 'topics')).toBe(0)
  expect(score('op', 'name', 'o-p')).toBe(0)
})

test('finds Chinese', () => {
  expect(labels('主题', '创建主题', '消费组')).toEqual(['创建主题'])
})

test('keeps the order and the limit when nothing is typed', () => {
  expect(bestMatches([{ label: 'b' }, { label: 'a' }, { label: 'c' }], ' ', 2)).toEqual([
    { label: 'b' },
    { label: 'a' },
  ])
})

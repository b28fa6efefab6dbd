import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Operation } from '~/contract/types.ts'
import { keepAnswer, keptAnswers } from './keptAnswers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const operation = (id: string): Operation => ({
  family: 'rocketmq',
  id,
  method: 'GET',
  path: '/',
  kind: 'read',
  risk: 'none',
})
const answer = (at: number) => ({ at, args: {}, status: 200, result: { at } })

test('answers are there for the session, whatever one does meanwhile', () => {
  const client = new QueryClient()
  keepAnswer(client, 'c', operation('a'), answer(1))
  vi.advanceTimersByTime(24 * 3_600_000)
  expect(keptAnswers(client, 'c', operation('a'))).toHaveLength(1)
  client.clear()
  expect(keptAnswers(client, 'c', operation('a'))).toEqual([])
})

test('the newest five of a call, and the 40 calls that were run last', () => {
  const client = new QueryClient()
  for (let at = 1; at <= 7; at += 1) keepAnswer(client, 'c', operation('first'), answer(at))
  expect(keptAnswers(client, 'c', operation('first')).map(({ at }) => at)).toEqual([7, 6, 5, 4, 3])
  for (let n = 0; n < 39; n += 1) keepAnswer(client, 'c', operation(`other-${n}`), answer(100 + n))
  expect(keptAnswers(client, 'c', operation('first'))).toHaveLength(5)
  keepAnswer(client, 'c', operation('one more'), answer(200))
  expect(keptAnswers(client, 'c', operation('first'))).toEqual([])
  expect(keptAnswers(client, 'c', operation('other-0'))).toHaveLength(1)
})

import { expect, test } from 'vitest'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { countByStatus, inNeed, storageOf } from './instanceHealth.ts'

const one = (name: string, status: string | undefined, used?: number): ShowInstanceResp =>
  ({
    name,
    status,
    ...(used === undefined ? {} : { used_storage_space: used, storage_space: 100 }),
  }) as ShowInstanceResp

test('unknown use of the disk is not zero', () => {
  expect(storageOf({})).toBeUndefined()
  expect(storageOf({ storage_space: 100 })).toBeUndefined()
  expect(storageOf({ used_storage_space: 0, storage_space: 0 })).toBeUndefined()
  expect(storageOf({ used_storage_space: 0, storage_space: 100 })).toEqual({
    used: 0,
    space: 100,
    share: 0,
    tone: 'ok',
  })
})

test('the disk warns from 80 % and alarms from 95 %', () => {
  expect([79, 80, 94, 95].map((used) => storageOf(one('a', 'RUNNING', used))?.tone)).toEqual([
    'ok',
    'warn',
    'warn',
    'error',
  ])
})

test('the worst comes first, what runs with room is left out', () => {
  const instances = [
    one('fine', 'RUNNING', 10),
    one('busy', 'RESTARTING'),
    one('full', 'RUNNING', 97),
    one('frozen', 'FROZEN'),
    one('near', 'RUNNING', 85),
    one('faulty', 'ERROR'),
    one('odd', 'NEW_STATE'),
  ]
  expect(inNeed(instances).map((instance) => instance.name)).toEqual([
    'full',
    'faulty',
    'near',
    'odd',
    'frozen',
    'busy',
  ])
})

test('counts states, the worst first, and one without a state as such', () => {
  expect(countByStatus([one('a', 'RUNNING'), one('b', 'RUNNING'), one('c', 'ERROR'), one('d', undefined)])).toEqual([
    { status: 'ERROR', tone: 'error', count: 1 },
    { status: '', tone: 'warn', count: 1 },
    { status: 'RUNNING', tone: 'ok', count: 2 },
  ])
})

import { expect, test } from 'vitest'
import * as cseEngine from './cse-engine/generated/operations.ts'
import * as rocketmq from './rocketmq/generated/operations.ts'
import { riskOf } from './risk.ts'
import type { Operation } from './types.ts'

test('a field can make a call riskier than its operation, wherever it stands', () => {
  expect(riskOf(rocketmq.updateTopic, { body: { queue_num: 3 } })).toEqual({ risk: 'change', reasons: [] })
  expect(riskOf(rocketmq.updateTopic, { body: { permission: 'sub' } })).toEqual({
    risk: 'disruptive',
    reasons: ['permission'],
  })
  const groups = [{ name: 'g', enabled: false }]
  expect(riskOf(rocketmq.batchUpdateConsumerGroups, { body: { groups } }).risk).toBe('disruptive')
})

test('so can the value of a parameter, also when it is the one that the cloud takes by itself', () => {
  const overwriting = { risk: 'destructive', reasons: ['old values of duplicate keys are lost'] }
  for (const override of ['force', undefined, ''])
    expect(riskOf(cseEngine.importKieConfigs, { override })).toEqual(overwriting)
  for (const override of ['abort', 'skip'])
    expect(riskOf(cseEngine.importKieConfigs, { override })).toEqual({ risk: 'change', reasons: [] })
})

test('so can the kind of a governance policy', () => {
  for (const operation of [cseEngine.createGovernancePolicy, cseEngine.updateGovernancePolicy]) {
    for (const kind of ['fault-injection', 'rate-limiting', 'circuit-breaker'])
      expect(riskOf(operation, { kind })).toEqual({ risk: 'disruptive', reasons: [kind] })
    for (const kind of ['retry', 'constructor', undefined])
      expect(riskOf(operation, { kind })).toEqual({ risk: 'change', reasons: [] })
  }
})

test('the highest of several counts, and none makes a call less risky', () => {
  const operation: Operation = {
    ...rocketmq.updateTopic,
    riskFields: { a: 'destructive', b: 'none' },
    riskWhen: [{ param: 'n', value: 2, risk: 'disruptive' }],
  }
  expect(riskOf(operation, { n: '2', body: { a: 1, b: 1 } })).toEqual({ risk: 'destructive', reasons: ['a', 'n = 2'] })
  expect(riskOf(operation, { n: 3, body: { b: 1 } })).toEqual({ risk: 'change', reasons: [] })
})

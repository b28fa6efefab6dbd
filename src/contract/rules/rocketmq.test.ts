import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  deadLetterTopic,
  instanceCan,
  isBusy,
  isZoneCountAllowed,
  quotaPerBroker,
  retryTopic,
  topicRole,
  zoneRefusal,
} from './rocketmq.ts'

interface Operation {
  'x-blocked-statuses'?: string[]
  'x-needs'?: Record<string, unknown>
  operationId?: string
  tags?: string[]
}

const document = parse(readFileSync(new URL('../rocketmq/openapi.yaml', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>
  components: {
    'x-statuses': { Instance: Record<string, { tone: string; documented: boolean }> }
    schemas: { CreateInstanceReq: { properties: Record<string, Record<string, unknown>> } }
  }
}
const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
const statuses = document.components['x-statuses'].Instance

function operation(id: string): Operation {
  const found = operations.find((one) => one.operationId === id)
  if (!found) throw new Error(`no operation ${id}`)
  return found
}

describe('states of an instance', () => {
  it.each(Object.entries(statuses))('%s is busy exactly when the contract says so', (status, fact) => {
    expect(isBusy({ status })).toBe(fact.tone === 'busy')
  })

  it.each(Object.keys(statuses))('%s: deletion is refused as x-blocked-statuses says', (status) => {
    const blocked = [
      ...(operation('deleteInstance')['x-blocked-statuses'] ?? []),
      ...(operation('batchDeleteInstances')['x-blocked-statuses'] ?? []),
    ]
    const refusal = instanceCan.delete({ status })
    if (status === 'DELETING') expect(refusal).toEqual({ reason: 'deleting', code: 'DMS.00400026', section: '5.1.4' })
    else if (blocked.includes(status))
      expect(refusal).toEqual({ reason: 'busy', code: 'DMS.00400099', section: '5.1.4' })
    else expect(refusal).toBeUndefined()
  })

  const inside = [
    'modify',
    'readBrokers',
    'manageGroups',
    'resetOffset',
    'manageTopics',
    'readMessages',
    'manageUsers',
  ] as const

  it.each(inside)('%s needs a running instance', (action) => {
    expect(instanceCan[action]({ status: 'RUNNING', enable_acl: true })).toBeUndefined()
    const expected: Record<string, string> = {
      CREATING: 'busy',
      CREATEFAILED: 'not_running',
      ERROR: 'not_running',
      RESTARTING: 'busy',
      EXTENDING: 'busy',
      EXTENDEDFAILED: 'not_running',
      DELETING: 'deleting',
      FROZEN: 'not_running',
      UPGRADING_X: 'not_running',
    }
    for (const [status, reason] of Object.entries(expected)) {
      expect(instanceCan[action]({ status, enable_acl: true })).toMatchObject({ reason, code: 'DMS.00400026' })
    }
    expect(instanceCan[action]({})).toMatchObject({ reason: 'not_running' })
  })

  it('users need the ACL, exactly where x-needs says so', () => {
    expect(instanceCan.manageUsers({ status: 'RUNNING', enable_acl: false })).toEqual({
      reason: 'acl_off',
      code: 'DMS.00400969',
      section: '5.5',
    })
    expect(instanceCan.manageUsers({ status: 'RUNNING' })).toMatchObject({ reason: 'acl_off' })
    const needing = operations.filter((one) => one['x-needs']?.['instance.enable_acl'] === true)
    expect(new Set(needing.flatMap((one) => one.tags ?? []))).toEqual(new Set(['Users']))
    expect(needing).toHaveLength(operations.filter((one) => one.tags?.includes('Users')).length)
    expect(instanceCan.manageTopics({ status: 'RUNNING', enable_acl: false })).toBeUndefined()
  })
})

describe('what can be ordered', () => {
  it('quotas are those of the contract', () => {
    const facts = document.components.schemas.CreateInstanceReq.properties.product_id?.['x-enum-facts']
    for (const [product, fact] of Object.entries(
      facts as Record<string, { topicsPerBroker: number; groupsPerBroker: number }>,
    )) {
      expect(quotaPerBroker(product)).toBe(fact.topicsPerBroker)
      expect(quotaPerBroker(product)).toBe(fact.groupsPerBroker)
    }
    expect(quotaPerBroker('c7.huge')).toBeUndefined()
    expect(quotaPerBroker(undefined)).toBeUndefined()
  })

  it('one zone, or three and more', () => {
    expect([0, 1, 2, 3, 4].filter(isZoneCountAllowed)).toEqual([1, 3, 4])
  })

  it('a zone must have resources, and IPv6 when it is wanted', () => {
    const zone = { soldOut: false, resource_availability: 'true', ipv6_enable: false }
    expect(zoneRefusal(zone)).toBeUndefined()
    expect(zoneRefusal(zone, { ipv6: true })).toBe('no_ipv6')
    expect(zoneRefusal({ ...zone, ipv6_enable: true }, { ipv6: true })).toBeUndefined()
    expect(zoneRefusal({ ...zone, soldOut: true })).toBe('sold_out')
    expect(zoneRefusal({ ...zone, resource_availability: 'false' })).toBe('no_resources')
  })
})

describe('topics that the service keeps for groups', () => {
  it('are told from the others by their names', () => {
    expect(deadLetterTopic('billing-writer')).toBe('%DLQ%billing-writer')
    expect(topicRole(deadLetterTopic('a'))).toEqual({ role: 'dead_letter', group: 'a' })
    expect(topicRole(retryTopic('a'))).toEqual({ role: 'retry', group: 'a' })
    expect(topicRole('discount-50%off')).toEqual({ role: 'ordinary' })
  })
})

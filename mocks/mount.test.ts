import { describe, expect, it } from 'vitest'
import { families, type Family, type Operation } from '~/contract/types.ts'
import { loadFacts, type Facts } from './facts.ts'
import { exampleReply } from './example.ts'
import { createSimulation } from './mount.ts'
import { findRoute } from './route.ts'
import { findFlaw } from './validate.ts'

const caller = { user: 'tester', projectId: '0'.repeat(32), region: 'ap-southeast-1' }
const clock = { now: () => Date.UTC(2026, 0, 15) }

function simulation(mock = '') {
  return createSimulation({ mock, clock, validate: 'throw' })
}

function url(operation: Operation, values: Record<string, string> = {}): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(values[name] ?? 'example-1'))
  return `https://cloud.test${path}`
}

const call = (cloud: ReturnType<typeof simulation>, family: Family, path: string, init?: RequestInit) =>
  cloud.handle(new Request(`https://cloud.test${path}`, init), family, caller)

describe.each(families)('%s', (family) => {
  it('has a schema-valid success for every operation', async () => {
    const facts: Facts = await loadFacts(family)
    expect(facts.operations.length).toBeGreaterThan(10)
    const flawed = facts.operations.flatMap((operation) => {
      const reply = exampleReply(facts, operation, {})
      const schema = facts.operationSchemas[operation.id]?.response
      if (operation.download) return reply.body instanceof Uint8Array ? [] : [`${operation.id}: no file`]
      if (!schema) return reply.body === undefined ? [] : [`${operation.id}: body where the contract has none`]
      const flaw = findFlaw(facts, schema, reply.body)
      return flaw || reply.status >= 300 ? [`${operation.id}: ${flaw?.path} ${flaw?.message}`] : []
    })
    expect(flawed).toEqual([])
  })

  it('routes every documented operation to itself', async () => {
    const facts = await loadFacts(family)
    for (const operation of facts.operations) {
      const found = findRoute(facts.operations, operation.method, new URL(url(operation)).pathname)
      expect(found?.operations.map(({ id }) => id), operation.path).toContain(operation.id)
    }
  })
})

it('answers operations that are not modelled with the documented example and says so', async () => {
  const response = await call(simulation(), 'ddm', '/v1/p/instances')
  expect(response.status).toBe(200)
  expect(response.headers.get('x-simulated')).toBe('example')
  expect(await response.json()).toHaveProperty('instances')
})

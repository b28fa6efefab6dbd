/** Every operation of the contract is simulated: by a model, or by what the reference prints. */
import { describe, expect, it } from 'vitest'
import { families, type Family } from '~/contract/types.ts'
import { engineIds } from './cse-engine/engines.ts'
import { addressOf, documentedRequest } from './documentedRequest.ts'
import { exampleReply } from './example.ts'
import { loadFacts, type Facts } from './facts.ts'
import { loadModel } from './families.ts'
import { createSimulation } from './mount.ts'
import { findRoute } from './route.ts'
import { seededId } from './scenarios/ids.ts'
import { whyExample } from './simulation.ts'
import { findFlaw } from './validate.ts'

const caller = { user: 'tester', projectId: '0'.repeat(32), region: 'ap-southeast-1' }
const clock = { now: () => Date.UTC(2026, 0, 15) }

/** What the models have, so that they get further than "there is no such instance". */
const known: Partial<Record<Family, Record<string, string>>> = {
  rocketmq: {
    instance_id: seededId('orders-prod'),
    topic: 'order-paid',
    group: 'billing-writer',
    group_id: 'billing-writer',
    user_name: 'order-service',
    task_id: seededId('orders-prod task 0').replaceAll('-', ''),
  },
  'cse-engine': { engine_id: engineIds.RBAC },
}

/** The refusals of models that rightly refuse what the reference prints: it names other topics, or leaves out a choice. */
const refusals: Partial<Record<Family, Record<string, string>>> = {
  rocketmq: {
    createConsumerGroup: 'DMS.00400062',
    batchUpdateConsumerGroups: 'DMS.10240405',
    resetConsumerOffset: 'DMS.10240401',
    createTopic: 'DMS.00400800',
    listMessages: 'DMS.00400062',
    listMessageTrace: 'DMS.00400062',
    exportDeadLetterMessages: 'DMS.10240401',
  },
}

describe.each(families)('%s', (family) => {
  it('has a schema-valid success for every operation', async () => {
    const facts: Facts = await loadFacts(family)
    expect(facts.operations.length).toBeGreaterThan(10)
    const answers = await Promise.all(
      facts.operations.map(async (operation) => ({ operation, reply: await exampleReply(facts, operation, {}) })),
    )
    const flawed = answers.flatMap(({ operation, reply }) => {
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
      const found = findRoute(facts.operations, operation.method, new URL(addressOf(operation)).pathname)
      expect(
        found?.operations.map(({ id }) => id),
        operation.path,
      ).toContain(operation.id)
    }
  })

  it('answers every operation when it is called as documented, and marks what is only printed', async () => {
    const facts = await loadFacts(family)
    const model = await loadModel(family)
    const failed: string[] = []
    const refused: Record<string, string> = {}
    for (const operation of facts.operations) {
      // A cloud of its own each: what one deletes, the next one needs.
      const cloud = createSimulation({ mock: '', clock, validate: 'throw' })
      const response = await cloud.handle(await documentedRequest(facts, operation, known[family]), family, caller)
      const handler = model?.handlers[operation.id]
      const isModelled = handler !== undefined && whyExample(handler) === undefined
      if (response.ok && (response.headers.get('x-simulated') === 'example') !== isModelled) continue
      const text = await response.text()
      const code = /"error_code":"([^"]+)"/.exec(text)?.[1] ?? ''
      if (isModelled && response.status < 500 && Object.hasOwn(facts.errors, code)) refused[operation.id] = code
      else failed.push(`${operation.id}: ${response.status} ${text}`)
    }
    expect(failed).toEqual([])
    expect(refused).toEqual(refusals[family] ?? {})
  })

  it('models operations of the contract only', async () => {
    const ids = new Set((await loadFacts(family)).operations.map(({ id }) => id))
    const modelled = Object.keys((await loadModel(family))?.handlers ?? {})
    expect(modelled.filter((id) => !ids.has(id))).toEqual([])
  })
})

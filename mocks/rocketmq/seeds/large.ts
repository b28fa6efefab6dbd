/**
 * `large`: 50 instances; the first has 10,000 topics, 2,000 groups and 100,000 messages in one topic, the last as many
 * topics and groups as it may.
 */
import { quotaPerBroker } from '~/contract/rules/rocketmq.ts'
import type { InstanceRow } from '../state.ts'
import { addGroup, addTopic, addUser, newInstance, SECOND } from './builders.ts'
import { legacy } from './shop.ts'

const TOPICS = 10_000
const GROUPS = 2_000
const MESSAGES = 100_000
const USERS = 300

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

function huge(now: number): InstanceRow {
  const row = newInstance('mega-cluster', now, { product_id: 'c6.16u32g.cluster', broker_num: 4, enable_acl: true })
  row.fill = () => fill(row, now)
  return row
}

function fill(row: InstanceRow, now: number): void {
  const every = SECOND / 2
  const full = addTopic(row, now, 'load-test', { kind: 'order', queues: 4 })
  full.stream.flow = { origin: now - MESSAGES * every, every, retention: 10 * MESSAGES * every, until: now - 1 }
  for (let at = 1; at < TOPICS; at++) {
    const broker = row.brokers[at % 4] ?? 'broker-0'
    addTopic(row, now, `topic-${digits(at, 5)}`, {
      queues: 2,
      brokers: [broker],
      kind: 'stock',
      every: (5 + (at % 60)) * SECOND,
    })
  }
  for (let at = 0; at < GROUPS; at++) {
    const topics = at === 0 ? ['load-test'] : [1, 2, 3].map((step) => `topic-${digits(at * 3 + step, 5)}`)
    const behind = at % 9 === 0 ? { since: 3600 * SECOND, speed: 0.9 } : undefined
    addGroup(row, now, `group-${digits(at, 4)}`, { topics, behind, enabled: at % 50 !== 7 })
  }
  for (let at = 0; at < USERS; at++)
    addUser(row, `user-${digits(at, 3)}`, `Sim#large${digits(at, 5)}`, { default_topic_perm: 'SUB' })
}

function full(now: number): InstanceRow {
  const row = newInstance('full-cluster', now)
  const max = quotaPerBroker(row.fields.product_id) ?? 0
  row.fill = () => {
    for (let at = 0; at < max; at++) {
      addTopic(row, now, `topic-${digits(at, 4)}`, { queues: 1 })
      addGroup(row, now, `group-${digits(at, 4)}`)
    }
  }
  return row
}

export function large(now: number): InstanceRow[] {
  const others = Array.from({ length: 48 }, (_, at) => legacy(now, `team-${digits(at + 1, 2)}-events`))
  // An older region that does not tell whether ACL is on.
  delete others[0]?.fields.enable_acl
  return [huge(now), ...others, full(now)]
}

/** `default`: an e-commerce company. Orders flow, billing loses some of them, analytics falls behind. */
import { Exact } from '~/lib/json.ts'
import type { InstanceRow } from '../state.ts'
import {
  addDeadLetters,
  addGroup,
  addRetries,
  addTasks,
  addTopic,
  addUser,
  HOUR,
  MINUTE,
  newInstance,
  SECOND,
  type TopicSeed,
} from './builders.ts'

const zones3 = [
  '8c90c2a4e2594c0782faa6b205afeca7',
  'd539378ec1314c85b76fefa3f7071458',
  '9f1c5806706d4c1fb0eb72f0a9b18c77',
]

function ordersTopics(row: InstanceRow, now: number): void {
  const add = (name: string, seed?: TopicSeed) => addTopic(row, now, name, seed)
  // These three have the same rhythm, so the same index is the same order, and a key finds it in all of them.
  for (const name of ['order-created', 'order-paid', 'order-shipped']) add(name, { kind: 'order', every: 4 * SECOND })
  add('order-cancelled', { kind: 'order', every: 3 * MINUTE })
  add('order-state', { kind: 'order', every: 9 * SECOND, messageType: 'FIFO', queues: 2 })
  add('payment-captured', { kind: 'payment', every: 4 * SECOND, messageType: 'TRANSACTION' })
  add('stock-changed', { kind: 'stock', every: 2 * SECOND, queues: 8 })
  // Offsets beyond 2^53: a topic that was migrated from an older cluster with its offsets.
  add('audit-trail', { kind: 'order', every: 7 * SECOND, start: 9_007_199_254_740_993n, queues: 2 })
  add('product-thumbnails', { kind: 'binary', every: MINUTE, queues: 2 })
  add('catalog-export', { kind: 'export', every: 30 * MINUTE, queues: 1, brokers: ['broker-1'] })
  add('app-log', { kind: 'text', every: 5 * SECOND, keepHours: 24 })
  add('delivery-reminder', { kind: 'order', every: MINUTE, messageType: 'DELAY' })
  add('discount-50%off', { kind: 'text', every: 10 * MINUTE, queues: 2 })
  add('promo%2Fsummer', { kind: 'text', every: 10 * MINUTE, queues: 2 })
  add('customer|vip', { kind: 'text', every: 5 * MINUTE, queues: 2 })
  add('legacy.orders.v1', { kind: 'order', every: 20 * MINUTE, permission: 'sub', queues: 1 })
  const domains = ['cart', 'customer', 'invoice', 'refund', 'price', 'promotion', 'shipping', 'supplier', 'review']
  const events = ['created', 'updated', 'removed', 'failed', 'snapshot']
  for (const [at, domain] of domains.entries()) {
    for (const [step, event] of events.entries()) {
      const every = (at + 2) * (step + 1) * 9 * SECOND
      add(`${domain}-${event}`, {
        kind: step === 4 ? 'text' : 'stock',
        every: event === 'removed' ? undefined : every,
        queues: 3,
      })
    }
  }
}

function ordersGroups(row: InstanceRow, now: number): void {
  const add = (...[name, seed]: [string, Parameters<typeof addGroup>[3]?]) => addGroup(row, now, name, seed)
  add('billing-writer', {
    topics: ['order-paid'],
    clients: 3,
    retries: 5,
    retryOneIn: 25,
    extra: {
      group_desc: '订单入账，失败后人工处理',
      labels: {},
      remark: '',
      owner: null,
      ticket: new Exact('9007199254740993'),
    },
  })
  add('order-fulfilment', { topics: ['order-paid', 'order-cancelled'], clients: 4, retryOneIn: 60 })
  add('order-state-machine', { topics: ['order-state'], clients: 2, extra: { consume_orderly: true } })
  add('fraud-check', { topics: ['order-created', 'payment-captured'], clients: 2, delay: 12 * SECOND, retryOneIn: 90 })
  add('analytics-loader', {
    topics: ['order-created', 'stock-changed'],
    clients: 1,
    behind: { since: 6 * HOUR, speed: 0.75 },
  })
  add('search-indexer', { topics: ['stock-changed', 'price-updated'], clients: 4, stuckSince: 95 * MINUTE })
  add('promo-mailer', {
    topics: ['discount-50%off', 'order-shipped'],
    enabled: false,
    behind: { since: 2 * HOUR, speed: 1 },
  })
  add('price-cache', { topics: ['price-updated', 'promotion-updated'], broadcast: true, clients: 4 })
  add('legacy-sync', {
    topics: ['legacy.orders.v1', 'order-created'],
    clients: 0,
    behind: { since: 60 * HOUR, speed: 0 },
  })
  add('refund-worker', { topics: ['refund-created', 'payment-captured'], retries: 3, retryOneIn: 30 })
  add('audit-archiver', { topics: ['audit-trail'], fromBeginning: true, behind: { since: 30 * MINUTE, speed: 0.5 } })
  add('crm|vip-sync', {
    topics: ['customer|vip'],
    brokers: ['broker-0', 'broker-1'],
    extra: { group_desc: 'VIP 客户同步' },
  })
  add('summer%20campaign', { topics: ['promo%2Fsummer'], clients: 1 })
  const quiet = ['cart', 'customer', 'invoice', 'refund', 'price', 'promotion', 'shipping', 'supplier', 'review']
  for (const domain of quiet)
    add(`${domain}-projector`, { topics: [`${domain}-created`, `${domain}-updated`], delay: 800 })
  for (const name of ['thumbnail-resizer', 'log-shipper', 'catalog-publisher']) {
    const topic = { 'thumbnail-resizer': 'product-thumbnails', 'log-shipper': 'app-log' }[name] ?? 'catalog-export'
    add(name, { topics: [topic], clients: 1 })
  }
}

function orders(now: number): InstanceRow {
  const row = newInstance('orders-prod', now, {
    description: '订单主集群 · order events of the shop. Owner: "trade platform" \\ team 7',
    product_id: 'c6.8u16g.cluster',
    broker_num: 3,
    available_zones: zones3,
    enable_acl: true,
    ssl_enable: true,
    enable_publicip: true,
    publicip_id: Array.from({ length: 11 }, (_, at) => `7e6b7beb-ef13-4805-878d-2858${90_170_000 + at}`).join(','),
  })
  row.fields.tags = [
    { key: 'env', value: 'prod' },
    { key: '部门', value: '交易平台' },
  ]
  // A newer region sends more than the reference knows.
  Object.assign(row.fields, {
    dns_enable: false,
    max_read_bytes: new Exact('18446744073709551615'),
    extra: {},
    order_id: null,
  })
  ordersTopics(row, now)
  ordersGroups(row, now)
  addDeadLetters(row, now, 'billing-writer', 'order-paid', 37, 70)
  addDeadLetters(row, now, 'refund-worker', 'refund-created', 1, 20)
  addRetries(row, now, 'billing-writer', 'order-paid', [3, 2, 2, 1])
  addTasks(row, now, 24)
  addUser(row, 'ops-admin', 'Sim#opsAdmin2024', {
    admin: true,
    default_topic_perm: 'PUB|SUB',
    default_group_perm: 'SUB',
  })
  addUser(row, 'order-service', 'Sim#orderSvc7781', {
    topic_perms: ['order-created', 'order-paid', 'order-shipped', 'order-cancelled'].map((name) => ({
      name,
      perm: 'PUB',
    })),
    group_perms: [{ name: 'order-fulfilment', perm: 'SUB' }],
  })
  addUser(row, 'billing_writer', 'Sim#billing4410', {
    topic_perms: [{ name: 'order-paid', perm: 'SUB' }],
    group_perms: [{ name: 'billing-writer', perm: 'SUB' }],
  })
  addUser(row, 'analytics', 'Sim#analytics9', {
    default_topic_perm: 'SUB',
    default_group_perm: 'SUB',
    white_remote_address: '10.20.0.0/16',
  })
  // What a form must send back untouched: a field nobody knows, an empty object, an empty text, null, a 64-bit number.
  addUser(row, 'inventory-service', 'Sim#inventory55', {
    topic_perms: [
      { name: 'stock-changed', perm: 'PUB|SUB' },
      { name: 'discount-50%off', perm: 'DENY' },
    ],
    group_perms: [{ name: 'search-indexer', perm: 'SUB' }],
    labels: {},
    comment: '',
    expires_at: null,
    revision: new Exact('9007199254740993'),
    origin: { system: '仓储', imported: true },
  })
  addUser(row, 'partner-gateway', 'Sim#partner3021', { white_remote_address: '203.0.113.7', default_topic_perm: 'PUB' })
  return row
}

function payments(now: number): InstanceRow {
  const row = newInstance('payments-prod', now, { broker_num: 2, enable_acl: true, description: '支付', ageDays: 160 })
  for (const [at, name] of [
    'payment-initiated',
    'payment-captured',
    'payment-failed',
    'payout',
    'settlement-file',
  ].entries()) {
    const kind = name === 'settlement-file' ? 'export' : 'payment'
    addTopic(row, now, name, {
      kind,
      every: (at + 2) ** 2 * 2 * SECOND,
      messageType: at < 2 ? 'TRANSACTION' : 'NORMAL',
    })
  }
  addGroup(row, now, 'ledger', { topics: ['payment-captured', 'payout'], clients: 3, retryOneIn: 50 })
  addGroup(row, now, 'risk-scoring', { topics: ['payment-initiated'], clients: 2 })
  addGroup(row, now, 'bank-connector', {
    topics: ['payout', 'settlement-file'],
    behind: { since: 3 * HOUR, speed: 0.9 },
  })
  addUser(row, 'payment-core', 'Sim#payCore8112', { default_topic_perm: 'PUB|SUB', default_group_perm: 'SUB' })
  addUser(row, 'auditor', 'Sim#auditor2207', { default_topic_perm: 'SUB' })
  addTasks(row, now, 3)
  return row
}

/** One broker, ACL off, nothing special: what a small team runs. */
export function legacy(now: number, name = 'legacy-events'): InstanceRow {
  const row = newInstance(name, now, { ageDays: 700, description: '' })
  addTopic(row, now, 'events', { kind: 'stock', every: 20 * SECOND, queues: 3 })
  addTopic(row, now, 'commands', { kind: 'text', every: 2 * MINUTE, queues: 3 })
  addTopic(row, now, 'unused', { queues: 3 })
  addGroup(row, now, 'event-store', { topics: ['events'], clients: 1, retries: 2, retryOneIn: 20 })
  addGroup(row, now, 'command-bus', { topics: ['commands', 'events'], clients: 2 })
  addDeadLetters(row, now, 'event-store', 'events', 2, 5)
  return row
}

export function shop(now: number): InstanceRow[] {
  const creating = newInstance('search-staging', now, { ageDays: 0, user: 'ops-bot', description: '搜索预发布' })
  creating.orderedAt = now - 20 * SECOND
  const failed = newInstance('analytics-eu', now, { ageDays: 1 })
  failed.status = 'CREATEFAILED'
  const faulty = newInstance('crm-events', now, { ageDays: 300, description: 'broker-0 lost its disk' })
  faulty.status = 'ERROR'
  // The path is shared by all engines: who does not ask for RocketMQ gets this one too.
  const kafka = newInstance('clickstream-kafka', now, { ageDays: 90 })
  kafka.fields.engine = 'kafka'
  return [orders(now), payments(now), creating, failed, faulty, legacy(now), kafka]
}

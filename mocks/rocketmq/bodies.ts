/** What is in the messages: made from topic and index when a message is looked at, always the same. */
import { randomOf } from './streams.ts'

export interface Content {
  keys: string
  tags: string
  /** As the service hands it out: text, whatever the producer sent. */
  body: string
  /** What the broker stored, where `body` is not all of it. */
  bytes?: Uint8Array
}

/** What the broker stored of a message. */
export function storedBytes({ body, bytes }: Content): Uint8Array {
  return bytes ?? new TextEncoder().encode(body)
}

type Random = () => number

function pick<Value>(random: Random, values: readonly [Value, ...Value[]]): Value {
  return values[Math.floor(random() * values.length)] ?? values[0]
}

const products = [
  'Keyboard K3',
  'Desk lamp',
  '龙井茶 250g',
  'Running shoes 42',
  'USB-C cable 2 m',
  '保温杯 500ml',
] as const
const cities = ['Shenzhen', '杭州', 'Dublin', 'São Paulo', '成都', 'Berlin'] as const

function order(random: Random, index: number, time: number): Content {
  const quantity = 1 + Math.floor(random() * 4)
  const price = (5 + Math.floor(random() * 19_500) / 100).toFixed(2)
  const orderId = `ORD-${500_000 + index}`
  const item = JSON.stringify(pick(random, products))
  // Written by hand: `price` keeps its two decimals and `customerId` lies beyond 2^53, as real producers send them.
  const body = `{"orderId":"${orderId}","customerId":90071992547${40_993 + (index % 1000)},"city":"${pick(random, cities)}","items":[{"name":${item},"quantity":${quantity},"price":${price}}],"currency":"EUR","createdAt":"${new Date(time).toISOString()}"}`
  return { keys: orderId, tags: pick(random, ['web', 'app', 'partner']), body }
}

function payment(random: Random, index: number, time: number): Content {
  const paymentId = `PAY-${80_000 + index}`
  const state = random() < 0.96 ? 'captured' : 'declined'
  const body = JSON.stringify({
    paymentId,
    orderId: `ORD-${500_000 + index}`,
    method: pick(random, ['card', 'alipay', 'wechat', 'invoice']),
    amount: Math.floor(random() * 90_000) / 100,
    state,
    at: new Date(time).toISOString(),
  })
  return { keys: `${paymentId} ORD-${500_000 + index}`, tags: state, body }
}

function stock(random: Random, index: number): Content {
  const sku = `SKU-${1000 + Math.floor(random() * 400)}`
  const body = JSON.stringify({
    sku,
    warehouse: pick(random, ['SZ-1', 'DUB-2', 'HZ-1']),
    delta: Math.floor(random() * 9) - 4,
    seq: index,
  })
  return { keys: sku, tags: 'stock', body }
}

function text(random: Random, index: number): Content {
  const level = pick(random, ['INFO', 'INFO', 'INFO', 'WARN'])
  return {
    keys: '',
    tags: level,
    body: `${level} worker-${index % 7} finished step ${index} in ${Math.floor(random() * 900)} ms`,
  }
}

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]

/** Bytes that a producer serialised itself. Forced into text, those that are no UTF-8 are lost (U+FFFD). */
function binary(random: Random, index: number): Content {
  const bytes = Uint8Array.from([...pngStart, ...Array.from({ length: 96 }, () => Math.floor(random() * 256))])
  return { keys: `img-${index}`, tags: 'thumb', body: new TextDecoder().decode(bytes), bytes }
}

/** Every fifth message is a 200 kB export. */
function export_(random: Random, index: number, time: number): Content {
  if (index % 5 !== 0)
    return { keys: `exp-${index}`, tags: 'part', body: JSON.stringify({ export: index, state: 'queued' }) }
  const rows: string[] = []
  for (let length = 0; length < 200_000; length += (rows.at(-1)?.length ?? 0) + 1) {
    rows.push(
      `{"sku":"SKU-${100_000 + rows.length}","name":${JSON.stringify(pick(random, products))},"stock":${Math.floor(random() * 500)}}`,
    )
  }
  const body = `{"export":${index},"at":"${new Date(time).toISOString()}","rows":[${rows.join(',')}]}`
  return { keys: `exp-${index}`, tags: 'full', body }
}

const kinds: Record<string, (random: Random, index: number, time: number) => Content> = {
  order,
  payment,
  stock,
  text,
  binary,
  export: export_,
}

/** The content of message `index` of a topic. */
export function contentOf(kind: string, topic: string, index: number, time: number): Content {
  return (kinds[kind] ?? text)(randomOf(topic, index), index, time)
}

const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

/** CRC-32 of bytes, which RocketMQ keeps of every body, without the sign bit (5.4.3: 198614610 for "Hello world"). */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (table[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) & 0x7fffffff
}

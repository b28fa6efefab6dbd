/** Texts and numbers that a schema allows. Pure. */
import type { NumberNode, TextNode } from './formNode.ts'
import { checkValue } from './checkValue.ts'
import { toBigInt } from '~/lib/json.ts'

const nowhere = { value: {}, fields: [] }
const DAY = 86_400_000

/** Tried in this order; the contracts' patterns are about names, ids, numbers, times, addresses and passwords. */
const candidates = [
  'sample',
  'Sample1',
  'sample-1',
  '1',
  '10',
  '1.0.0',
  '/sample',
  '00000000000000000000000000000001',
  '00000000000000000000000000000000in01',
  '00000000000000000000000000000000in09',
  '20260101000000',
  '2026-01-01 00:00:00',
  '10:00:00',
  '1h',
  '200',
  'Sample-2026!',
  'a',
]

const byFormat: Readonly<Record<string, () => string>> = {
  uuid: () => '00000000-0000-4000-8000-000000000001',
  ipv4: () => '192.0.2.1',
  uri: () => 'https://example.com/',
  email: () => 'someone@example.com',
  'date-time': () => '2026-01-01T00:00:00Z',
  'offset-datetime': () => '2026-01-01T00:00:00+0000',
  'HH:mm:ss': () => '10:00:00',
  'epoch-millis': () => String(Date.now() - DAY),
}

const fits = (node: TextNode, value: unknown): value is string =>
  typeof value === 'string' && checkValue(node, value, '', nowhere).length === 0

/** A text that a field takes; undefined when none of the candidates does. */
export function sampleText(node: TextNode): string | undefined {
  const { schema } = node
  const shown = (schema as { examples?: unknown[] }).examples?.[0]
  const first = [
    schema.default,
    schema['x-default-value'],
    shown,
    node.choices?.[0]?.value,
    byFormat[node.format ?? '']?.(),
    node.editor === 'yaml' ? 'openapi: 3.0.0\n' : undefined,
  ]
  if (node.numeric) first.push(String(node.min ?? 1))
  const long = (text: string) => text.padEnd(node.minLength ?? 0, text)
  return [...first, ...candidates, ...candidates.flatMap((text) => [long(text), text.slice(0, node.maxLength)])].find(
    (text) => fits(node, text),
  )
}

/** A number that a field takes. */
export function sampleNumber(node: NumberNode): number {
  const { default: fallback } = node.schema
  if (typeof fallback === 'number') return fallback
  const known = toBigInt(node.choices?.[0]?.value)
  if (known !== undefined) return Number(known)
  if (node.format === 'epoch-millis') return Date.now() - DAY
  return node.min ?? Math.min(1, node.max ?? 1)
}

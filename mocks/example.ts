import type { SchemaNode } from '~/contract/schema.ts'
import type { Operation } from '~/contract/types.ts'
import type { Facts } from './facts.ts'
import { Reply } from './simulation.ts'
import { findFlaw } from './validate.ts'

/** How deep a made-up answer goes; recursive schemas end here. */
const DEPTH = 6

function text(schema: SchemaNode): string {
  const byFormat: Record<string, string> = {
    'date-time': '2026-01-01T00:00:00Z',
    uuid: '00000000-0000-4000-a000-000000000000',
    ipv4: '192.0.2.1',
    uri: 'https://example.com/',
  }
  const made = byFormat[schema.format ?? ''] ?? 'example'
  const long = made.padEnd(schema.minLength ?? 0, 'e')
  return schema.maxLength === undefined ? long : long.slice(0, schema.maxLength)
}

/** The smallest sensible value of a schema: first enum value, required and plain fields, one element per list. */
function make(facts: Facts, schema: SchemaNode, depth: number): unknown {
  if (schema.$ref) return make(facts, facts.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, depth)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => make(facts, part, depth)))
  const branch = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (branch && !schema.properties) return make(facts, branch, depth)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type ?? (schema.properties ? 'object' : 'null')) {
    case 'string':
      return text(schema)
    case 'integer':
    case 'number':
      return schema.minimum ?? 0
    case 'boolean':
      return false
    case 'array':
      return depth > 0 || schema.minItems ? [make(facts, schema.items ?? {}, depth - 1)] : []
    case 'object': {
      const wanted = Object.entries(schema.properties ?? {}).filter(
        ([name]) => depth > 0 || schema.required?.includes(name),
      )
      return Object.fromEntries(wanted.map(([name, part]) => [name, make(facts, part, depth - 1)]))
    }
    default:
      return null
  }
}

/** A small value that fits a schema in most cases; check it with `findFlaw`. */
export function madeFrom(facts: Facts, schema: SchemaNode): unknown {
  return make(facts, schema, DEPTH)
}

/** Ids of the path appear in the answer where a field has the same name: a page shows what it asked for. */
function echo(body: unknown, params: Readonly<Record<string, string>>): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const asked = params[name]
      if (asked === undefined) return [name, value]
      if (typeof value === 'number' && /^\d{1,15}$/.test(asked)) return [name, Number(asked)]
      return [name, typeof value === 'string' ? asked : value]
    }),
  )
}

/** The newest documented success of an operation that fits its schema. */
async function documentedSuccess(facts: Facts, ids: readonly (string | undefined)[], schema: SchemaNode | undefined) {
  const successes = (await facts.examples()).filter(
    (example) =>
      ids.includes(example.operationId) &&
      example.kind === 'response' &&
      (example.status === null || (example.status >= 200 && example.status < 300)),
  )
  return successes.find((example) => !schema || !findFlaw(facts, schema, example.body))
}

/** A file may hold anything: what a browser would run, and bytes that are no text. */
const file = Uint8Array.of(
  ...new TextEncoder().encode('Simulated file\r\n<script>document.title = "run"</script>\n'),
  0x00,
  0xff,
  0xfe,
  0x80,
)

/** Answers an operation that is not modelled: the reference's example, or one made from the response schema. */
export async function exampleReply(
  facts: Facts,
  operation: Operation,
  params: Readonly<Record<string, string>>,
): Promise<Reply> {
  const headers = { 'x-simulated': 'example' }
  if (operation.download) {
    const name = `${operation.id} 导出.html`
    const named = {
      ...headers,
      'content-type': 'text/html',
      'content-disposition': `attachment; filename="${operation.id}.html"; filename*=UTF-8''${encodeURIComponent(name)}`,
    }
    return new Reply(200, file, named)
  }
  const schema = facts.operationSchemas[operation.id]?.response
  const example = await documentedSuccess(facts, [operation.id, operation.variantOf], schema)
  if (!schema) return new Reply(example?.status ?? 204, undefined, headers)
  const body = example ? example.body : madeFrom(facts, schema)
  const echoed = echo(body, params)
  return new Reply(example?.status ?? 200, findFlaw(facts, schema, echoed) ? body : echoed, headers)
}

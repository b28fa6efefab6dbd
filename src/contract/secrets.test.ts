/** H5 over all operations: what a contract calls a secret is masked in every answer that can carry it. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { MASK } from './console.ts'
import { allOperations } from './generated/all.ts'
import { maskSecrets } from './mask.ts'
import type { OperationSchemas, SchemaNode } from './schema.ts'
import { families, type Family, type SecretPath } from './types.ts'

const CANARY = 'CANARY-9f2c'
const HARMLESS = 'harmless'

const answering = allOperations.filter((operation) => operation.secretsOut)
const named = answering.map((operation) => [`${operation.family} ${operation.id}`, operation] as const)

/** An answer with `leaf` where the path leads, two of it in each list and map, and something harmless beside it. */
function plant(steps: readonly string[], leaf: Record<string, unknown>): unknown {
  const [step, ...rest] = steps
  if (step === undefined) throw new Error('an empty path')
  const inner = () => (rest.length === 0 ? undefined : plant(rest, leaf))
  if (step === '[]') return [inner() ?? CANARY, inner() ?? CANARY]
  if (step === '*') return { one: inner() ?? CANARY, two: inner() ?? CANARY }
  return { ...(rest.length === 0 ? leaf : {}), [step]: inner() ?? CANARY, beside: HARMLESS }
}

const stepsOf = ({ path }: SecretPath) => path.split(/\.|(?=\[\])/).filter((step) => step !== '')
const times = (value: unknown, text: string) => JSON.stringify(value).split(text).length - 1

describe('H5 every secret of an answer', () => {
  test.each(named)('%s: is masked at each of its paths, and nothing else is', (_name, operation) => {
    for (const secret of operation.secretsOut ?? []) {
      const { when } = secret
      for (const sibling of when ? when.in : ['']) {
        const answer = plant(stepsOf(secret), when ? { [when.field]: sibling } : {})
        const masked = maskSecrets(operation, answer)
        expect(times(masked, CANARY)).toBe(0)
        expect(times(masked, MASK)).toBe(times(answer, CANARY))
        expect(times(masked, HARMLESS)).toBe(times(answer, HARMLESS))
      }
      if (when) {
        const open = plant(stepsOf(secret), { [when.field]: 'none of these' })
        expect(maskSecrets(operation, open)).toEqual(open)
      }
    }
  })
})

interface FamilySchemas {
  schemas: Record<string, SchemaNode>
  operationSchemas: Record<string, OperationSchemas>
}
const schemasOf = async (family: Family) => (await import(`./${family}/generated/schemas.ts`)) as FamilySchemas

/** A full answer of this schema, a canary in every secret; `branch` chooses among alternatives. */
function answerOf(node: SchemaNode, { schemas }: FamilySchemas, branch: number): unknown {
  const make = (at: SchemaNode | undefined, refs: readonly string[]): unknown => {
    if (!at) return HARMLESS
    if (at.$ref !== undefined) {
      const name = at.$ref.split('/').at(-1) ?? ''
      return refs.includes(name) ? null : make(schemas[name], [...refs, name])
    }
    if (at['x-secret'] === true || at['x-secret-when'] !== undefined || at.format === 'password') return CANARY
    const alternatives = at.oneOf ?? at.anyOf
    if (alternatives) return make(alternatives[branch % alternatives.length], refs)
    if (at.items) return [make(at.items, refs), make(at.items, refs)]
    const parts = (at.allOf ?? []).map((part) => make(part, refs))
    const fields = Object.entries(at.properties ?? {}).map(([name, field]) => [name, make(field, refs)])
    const extra = typeof at.additionalProperties === 'object' ? { k1: make(at.additionalProperties, refs) } : {}
    if (fields.length === 0 && parts.length === 0 && Object.keys(extra).length === 0) return HARMLESS
    const object: Record<string, unknown> = Object.assign({}, ...parts, extra, Object.fromEntries(fields))
    // The sibling that makes a secret of a value.
    for (const field of Object.values(at.properties ?? {})) {
      const when = field['x-secret-when'] as SecretPath['when']
      if (when) object[when.field] = when.in[0]
    }
    return object
  }
  return make(node, [])
}

test('H5 no answer made after its schema keeps a secret', async () => {
  const kept: string[] = []
  const carrying = new Set<string>()
  for (const family of families) {
    const schemas = await schemasOf(family)
    for (const operation of allOperations.filter((one) => one.family === family)) {
      const { response } = schemas.operationSchemas[operation.id] ?? {}
      if (!response) continue
      for (const branch of [0, 1, 2]) {
        const answer = answerOf(response, schemas, branch)
        const name = `${family} ${operation.id}`
        if (times(answer, CANARY) > 0) carrying.add(name)
        if (times(maskSecrets(operation, answer), CANARY) > 0) kept.push(name)
      }
    }
  }
  expect(kept).toEqual([])
  expect([...carrying].toSorted()).toEqual(named.map(([name]) => name).toSorted())
})

test('H5 what reveals secrets says which', () => {
  const silent: string[] = []
  let revealing = 0
  for (const family of families) {
    const { paths } = parse(readFileSync(new URL(`./${family}/openapi.yaml`, import.meta.url), 'utf8')) as {
      paths: Record<string, Record<string, { operationId?: string; 'x-reveals-secret'?: unknown }>>
    }
    for (const raw of Object.values(paths).flatMap((item) => Object.values(item))) {
      if (raw['x-reveals-secret'] === undefined || raw['x-reveals-secret'] === false) continue
      revealing += 1
      if (!answering.some((operation) => operation.family === family && operation.id === raw.operationId))
        silent.push(`${family} ${raw.operationId}`)
    }
  }
  expect(silent).toEqual([])
  expect(revealing).toBeGreaterThan(10)
})

test('H5 a field that is called a secret is one', async () => {
  const secretName =
    /^(secret|.*_secret|secret_key|.*_secret_key|password|.*_password|private_key|cert_content|token|.*_token|app_code)$/
  const open: string[] = []
  for (const family of families) {
    const schemas = await schemasOf(family)
    const visit = (operation: string, node: SchemaNode | undefined, refs: readonly string[]): void => {
      if (!node) return
      const name = node.$ref?.split('/').at(-1)
      if (name !== undefined) {
        if (!refs.includes(name)) visit(operation, schemas.schemas[name], [...refs, name])
        return
      }
      for (const [field, inner] of Object.entries(node.properties ?? {})) {
        const isSecret =
          inner['x-secret'] === true || inner['x-secret-when'] !== undefined || inner.format === 'password'
        if (secretName.test(field) && !isSecret && inner.type !== 'boolean')
          open.push(`${family} ${operation} ${field}`)
        visit(operation, inner, refs)
      }
      const { additionalProperties: extra, items } = node
      for (const part of [items, ...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])])
        visit(operation, part, refs)
      if (typeof extra === 'object') visit(operation, extra, refs)
    }
    for (const [operation, { response }] of Object.entries(schemas.operationSchemas)) visit(operation, response, [])
  }
  expect(open).toEqual([])
})

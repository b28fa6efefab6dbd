import { validate } from '~/contract/validate.ts'
import { describe, expect, test } from 'vitest'
import { allOperations } from '~/contract/generated/all.ts'
import { families, type Family, type Operation } from '~/contract/types.ts'
import { initialInput } from './initialValue.ts'
import { validateInput } from './inputValue.ts'
import { sampleArgs, sampleInput } from './sampleInput.ts'
import { testExamples, testFacts } from './testFacts.ts'
import type { Example, FamilyFacts } from './types.ts'

/** What the contract itself says, without the form's model. */
function violations(operation: Operation, facts: FamilyFacts, args: Record<string, unknown>): string[] {
  const schemas = facts.operationSchemas[operation.id]
  const said = (schemas?.parameters ?? []).flatMap(({ name, required, schema }) => {
    const value = operation.fixedQuery?.[name] ?? args[name]
    if (value === undefined) return required ? [`${name} is missing`] : []
    return validate(schema, facts.schemas, value).map((violation) => `${name} ${violation.message}`)
  })
  const { body } = args
  if (!schemas?.body || (body === undefined && !schemas.bodyRequired)) return said
  const sent =
    body instanceof FormData
      ? multipart(body, facts, operation)
      : Array.isArray(body)
        ? body
        : { ...operation.fixedBody, ...(body as object) }
  return [
    ...said,
    ...validate(schemas.body, facts.schemas, sent).map((violation) => `body${violation.pointer} ${violation.message}`),
  ]
}

/** Parts of a form as the contract types them. */
function multipart(form: FormData, facts: FamilyFacts, operation: Operation): object {
  const schema = facts.operationSchemas[operation.id]?.body?.$ref?.split('/').at(-1) ?? ''
  return Object.fromEntries(
    [...form].map(([name, part]) => {
      const { type } = facts.schemas[schema]?.properties?.[name] ?? {}
      if (typeof part !== 'string') return [name, part.name]
      return [name, type === 'boolean' ? part === 'true' : type === 'integer' ? Number(part) : part]
    }),
  )
}

async function failures(family: Family, examples: readonly Example[]): Promise<string[]> {
  const facts = await testFacts(family)
  return Object.values(facts.operations).flatMap((operation) => {
    const args = sampleArgs(operation, facts, examples)
    const isMade = examples.length === 0
    const own = validateInput(operation, facts, sampleInput(operation, facts, examples)).filter(
      (error) => isMade || !error.isAdvice,
    )
    const problems = [
      ...violations(operation, facts, args),
      ...own.map(({ pointer, message }) => `form ${pointer} ${message}`),
    ]
    return problems.length > 0 ? [`${operation.id}: ${problems.join('; ')}`] : []
  })
}

describe('a sample', () => {
  test('of every operation and variant is valid for the contract and for the form', async () => {
    const found = (await Promise.all(families.map((family) => failures(family, [])))).flat()
    const failed = new Set(found.map((line) => line.split(':')[0]))
    const valid = allOperations.filter((one) => !failed.has(one.id))
    const documented = valid.filter((one) => !one.variantOf && !one.beyond)
    process.stdout.write(
      `samples: ${documented.length} of 457 (with variants and additions: ${valid.length} of ${allOperations.length})\n`,
    )
    expect(found).toEqual([])
  })

  test.each(families)('of %s with its documented examples is valid', async (family) => {
    const examples = await testExamples(family)
    const found = await failures(family, examples)
    expect(found).toEqual([])
  })
})

test('nothing is prefilled that the contract refuses', async () => {
  const refused: string[] = []
  for (const family of families) {
    const facts = await testFacts(family)
    for (const operation of Object.values(facts.operations)) {
      const { args } = initialInput(operation, facts)
      for (const { name, schema } of facts.operationSchemas[operation.id]?.parameters ?? [])
        if (args[name] !== undefined)
          refused.push(
            ...validate(schema, facts.schemas, args[name]).map(({ message }) => `${operation.id} ${name}: ${message}`),
          )
    }
  }
  expect(refused).toEqual([])
})

/** Makes a valid input of any operation, from the contract or from what its reference prints. Pure. */
import type { Operation } from '~/contract/types.ts'
import { pickBranch } from './checkValue.ts'
import type { FormNode, ObjectNode } from './formNode.ts'
import { readOperation } from './operationForm.ts'
import { toArgs, validateInput } from './inputValue.ts'
import { conditionalNames, needOf, type Place } from './needs.ts'
import { sampleNumber, sampleText } from './sampleText.ts'
import type { Example, FamilyFacts, InputValue } from './types.ts'

function sample(node: FormNode, place: Place): unknown {
  switch (node.form) {
    case 'text':
      return sampleText(node) ?? ''
    case 'number':
      return sampleNumber(node)
    case 'boolean':
      return node.schema.default ?? false
    case 'choice':
      return node.schema.default ?? node.choices[0]?.value
    case 'mixed':
      return node.schema.default ?? (node.types[0] === 'string' ? '1' : node.types[0] === 'boolean' ? false : 1)
    case 'file':
      return undefined
    case 'list':
      return Array.from({ length: Math.max(1, node.minItems ?? 1) }, () => sample(node.item(), place))
    case 'map': {
      const value = sample(node.item(), place)
      return { sample: value }
    }
    case 'object':
      return sampleObject(node, place)
    case 'branches':
      return sample(node.branches[pickBranch(node, undefined, place)]?.node() ?? node, place)
    case 'json':
    case 'unknown':
      return {}
  }
}

/** What is required, round after round, for a value can make others mandatory. */
function sampleObject(node: ObjectNode, parent: Place, fixed: readonly string[] = []): Record<string, unknown> {
  const fields = node.fields()
  let value: Record<string, unknown> = {}
  const chosen = new Set(
    node.groups
      .filter((group) => !group.sets.some((names) => names.some((name) => fixed.includes(name))))
      .flatMap((group) => group.sets[0] ?? []),
  )
  for (;;) {
    const place: Place = { value, fields, parent }
    const conditional = conditionalNames(node, value)
    const missing = fields.filter((field) => {
      if (value[field.name] !== undefined || fixed.includes(field.name) || field.node.form === 'file') return false
      const { isRequired, isAdvised } = needOf(field, place, conditional)
      return isRequired || isAdvised || chosen.has(field.name) || node.alwaysSend.includes(field.name)
    })
    // Plain values first: what is inside an object or a list can depend on them.
    const plain = missing.filter(({ node: { form } }) => form !== 'object' && form !== 'list')
    const now = plain.length > 0 ? plain : missing
    value = { ...value, ...Object.fromEntries(now.map((field) => [field.name, sample(field.node, place)])) }
    if (now.every((field) => value[field.name] === undefined)) break
  }
  const [first] = fields
  return Object.keys(value).length < (node.minProperties ?? 0) && first
    ? { [first.name]: sample(first.node, { value, fields, parent }) }
    : value
}

/** The newest documented request body of an operation that its own contract allows. */
function documentedBody(
  operation: Operation,
  facts: FamilyFacts,
  args: Record<string, unknown>,
  examples: readonly Example[],
): unknown {
  const bodies = examples
    .filter(({ operationId, kind }) => kind === 'request' && operationId === operation.id)
    .map(({ body }) => body)
  return bodies.find((body) =>
    validateInput(operation, facts, { args: { ...args, body } }).every(
      (error) => !error.pointer.startsWith('/body') || error.isAdvice,
    ),
  )
}

/** A valid input: the documented request where it is legal, else the smallest that the contract allows. */
export function sampleInput(operation: Operation, facts: FamilyFacts, examples: readonly Example[] = []): InputValue {
  const form = readOperation(operation, facts)
  let args: Record<string, unknown> = {}
  for (let round = 0; round < 3; round++) {
    const place: Place = { value: args, fields: form.parameters }
    const chosen = new Set(form.groups.flatMap((group) => group.sets[0] ?? []))
    const needed = form.parameters.filter((field) => {
      const { isRequired, isAdvised } = needOf(field, place, new Set())
      return (
        args[field.name] === undefined &&
        (isRequired || isAdvised || chosen.has(field.name) || field.recommended !== undefined)
      )
    })
    args = {
      ...args,
      ...Object.fromEntries(needed.map((field) => [field.name, field.recommended ?? sample(field.node, place)])),
    }
  }
  if (!form.body) return { args }
  const documented = documentedBody(operation, facts, args, examples)
  if (documented !== undefined && operation.body === 'json') return { args: { ...args, body: documented } }
  const root: Place = { value: args, fields: form.parameters }
  const body = form.body.form === 'object' ? sampleObject(form.body, root, form.fixedBody) : sample(form.body, root)
  if (operation.body !== 'multipart' || form.body.form !== 'object') return { args: { ...args, body } }
  const files = form.body.fields().filter((field) => field.node.form === 'file')
  return {
    args: { ...args, body },
    files: Object.fromEntries(
      files.map(({ name }) => [name, new File(['{}'], 'sample.json', { type: 'application/json' })]),
    ),
  }
}

/** As `sampleInput`, as arguments of `call`. */
export function sampleArgs(
  operation: Operation,
  facts: FamilyFacts,
  examples: readonly Example[] = [],
): Record<string, unknown> {
  return toArgs(operation, sampleInput(operation, facts, examples))
}

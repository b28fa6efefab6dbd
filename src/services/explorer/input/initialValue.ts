/** What a form holds before anything is filled in: what has one legal value, and the defaults of what is required. Pure. */
import type { Operation } from '~/contract/types.ts'
import type { FormNode, ObjectField, ObjectNode } from './formNode.ts'
import { readOperation } from './operationForm.ts'
import type { FamilyFacts, InputValue } from './types.ts'

/** The value of a required field before it is filled in; undefined when one has to say. */
function requiredValue(node: FormNode): unknown {
  if (node.schema.default !== undefined) return node.schema.default
  if (node.form === 'choice') return node.choices.length === 1 ? node.choices[0]?.value : undefined
  if (node.form === 'object') return objectValue(node)
  if (node.form === 'list') return Array.from({ length: node.minItems ?? 0 }, () => setValue(node.item()))
  if (node.form === 'map' || (node.form === 'json' && node.isObject)) return {}
  const [first] = node.form === 'branches' ? node.branches : []
  return first ? requiredValue(first.node()) : undefined
}

/** A new object: what it requires, and what is always sent with it. */
export function objectValue(node: ObjectNode, fixed: readonly string[] = []): Record<string, unknown> {
  return fieldValues(
    node
      .fields()
      .filter(
        ({ name, isRequired, isAdvised }) =>
          (isRequired || isAdvised === true || node.alwaysSend.includes(name)) && !fixed.includes(name),
      ),
  )
}

function fieldValues(fields: readonly ObjectField[]): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .map(({ name, node, recommended }) => [name, recommended ?? requiredValue(node)])
      .filter(([, value]) => value !== undefined),
  )
}

/** The value that an optional field takes when one decides to send it: it is shown, so it is sent. */
export function setValue(node: FormNode): unknown {
  const made = requiredValue(node)
  if (made !== undefined) return made
  switch (node.form) {
    case 'boolean':
      return true
    case 'choice':
      return node.choices[0]?.value ?? ''
    case 'json':
      return null
    case 'branches': {
      const [first] = node.branches
      return first ? setValue(first.node()) : null
    }
    default:
      // Of a number: half typed, and said to be so until it is one.
      return ''
  }
}

/** What an operation starts with. */
export function initialInput(operation: Operation, facts: FamilyFacts): InputValue {
  const form = readOperation(operation, facts)
  const args = fieldValues(
    form.parameters.filter(({ isRequired, recommended }) => isRequired || recommended !== undefined),
  )
  if (!form.body || (!form.isBodyRequired && operation.body !== 'multipart')) return { args }
  const body = form.body.form === 'object' ? objectValue(form.body, form.fixedBody) : setValue(form.body)
  return { args: { ...args, body } }
}

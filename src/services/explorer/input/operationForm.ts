/** All fields of an operation: its parameters and its body. Pure. */
import type { ParameterNode, SchemaNode } from '~/contract/schema.ts'
import type { Operation } from '~/contract/types.ts'
import type { Schemas } from './flatten.ts'
import { readField, readNode } from './formModel.ts'
import type { FormNode, Group, ObjectField, ObjectNode } from './formNode.ts'
import { given, optionsOf, words } from './nodeFacts.ts'
import type { FamilyFacts } from './types.ts'

/** A parameter is a field whose words and facts stand beside its schema. */
function parameterField(parameter: ParameterNode, schemas: Schemas): ObjectField {
  const { schema, name, in: where, required, ...own } = parameter
  const field = readField(name, schema, required === true, false, schemas, own)
  const node = {
    ...field.node,
    ...given({
      description: parameter.description ?? field.node.description,
      options: optionsOf(own as SchemaNode) ?? field.node.options,
    }),
  }
  if (own['x-multi'] === 'comma' && node.form === 'text') node.separator = ','
  return { ...field, in: where, node: { ...node, notes: [...words(own as SchemaNode), ...node.notes] } }
}

export interface OperationForm {
  /** Without those that the client fills in. */
  parameters: readonly ObjectField[]
  /** At least one name of each set. */
  groups: readonly Group[]
  body?: FormNode
  isBodyRequired: boolean
  /** Names in the body that the variant fixes. */
  fixedBody: readonly string[]
  /** `x-needs`, `x-rules`, `x-note` of the operation. */
  notes: readonly string[]
}

/** Everything that a call takes as one object, as it stands in `args`: for the editor. Files are chosen beside it. */
export function allValuesNode({ parameters, groups, body, isBodyRequired }: OperationForm): ObjectNode {
  const sent =
    body?.form === 'object' ? { ...body, fields: () => body.fields().filter(({ node }) => node.form !== 'file') } : body
  return {
    form: 'object',
    schema: {},
    notes: [],
    fields: () => [...parameters, ...(sent ? [{ name: 'body', node: sent, isRequired: isBodyRequired }] : [])],
    conditions: [],
    groups,
    dependent: {},
    alwaysSend: [],
  }
}

const forms = new WeakMap<Operation, OperationForm>()

/** All fields of an operation. */
export function readOperation(operation: Operation, facts: FamilyFacts): OperationForm {
  const known = forms.get(operation)
  if (known) return known
  const schemas = facts.operationSchemas[operation.id]
  const rules = (schemas?.rules ?? {}) as Record<string, unknown>
  const needs = Object.entries((rules['x-needs'] ?? {}) as object).map(
    ([field, value]) => `${field} = ${String(value)}`,
  )
  const form: OperationForm = {
    parameters: (schemas?.parameters ?? [])
      .filter(({ name }) => operation.fixedQuery?.[name] === undefined)
      .map((one) => parameterField(one, facts.schemas)),
    groups: ((rules['x-at-least-one-of'] ?? []) as string[][]).map((names) => ({
      sets: names.map((name) => [name]),
      isExclusive: false,
    })),
    isBodyRequired: schemas?.bodyRequired === true,
    fixedBody: Object.keys(operation.fixedBody ?? {}),
    notes: [...(needs.length > 0 ? [`needs ${needs.join(', ')}`] : []), ...words(rules as SchemaNode)],
  }
  if (schemas?.body && operation.body) form.body = readNode(schemas.body, facts.schemas)
  forms.set(operation, form)
  return form
}

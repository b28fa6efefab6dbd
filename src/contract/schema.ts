/** JSON Schema (2020-12) as the contracts use it, with their `x-` facts. */
export interface SchemaNode {
  $ref?: string
  type?: string | string[]
  title?: string
  description?: string
  properties?: Record<string, SchemaNode>
  required?: string[]
  items?: SchemaNode
  additionalProperties?: boolean | SchemaNode
  enum?: unknown[]
  const?: unknown
  default?: unknown
  oneOf?: SchemaNode[]
  anyOf?: SchemaNode[]
  allOf?: SchemaNode[]
  not?: SchemaNode
  if?: SchemaNode
  then?: SchemaNode
  else?: SchemaNode
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  [fact: `x-${string}`]: unknown
}

export interface ParameterNode {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: SchemaNode
  [fact: `x-${string}`]: unknown
}

/** What one operation takes and answers. `project_id` and constants are not among the parameters. */
export interface OperationSchemas {
  parameters: ParameterNode[]
  body?: SchemaNode
  bodyRequired?: boolean
  /** Of the JSON answer; absent when the answer is empty or a file. */
  response?: SchemaNode
  rules?: Record<`x-${string}`, unknown>
}

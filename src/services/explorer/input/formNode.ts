/** The tree of fields that a form shows, read from JSON Schema by `formModel.ts`. Children are read when they are opened. */
import type { SchemaNode } from '~/contract/schema.ts'
import type { Family } from '~/contract/types.ts'
import type { Conditional } from './flatten.ts'

/** `x-required-when`, `x-applies-when`: all of a list have to hold. */
export interface Condition {
  field: string
  in: readonly unknown[]
  /** Whose field it is: the object's own (absent), or that of the object around it. */
  of?: 'parent'
}

/** `x-options`: the list operation that fills a select. Without `items`, `value` or `label` they are found in its answer. */
export interface Options {
  operationId: string
  family?: Family
  items?: string
  value?: string
  label?: string
}

export interface Choice {
  value: string | number | boolean
  label: string
}

/** What every node carries: words for the help line, and what is special about the value. */
interface NodeBase {
  /** References followed, `allOf` merged. */
  schema: SchemaNode
  description?: string
  /** `x-note`, `x-rules` and other facts that are words. */
  notes: readonly string[]
  unit?: string
  isDeprecated?: true
  isNullable?: true
  options?: Options
}

export interface TextNode extends NodeBase {
  form: 'text'
  minLength?: number
  maxLength?: number
  pattern?: string
  /** `x-format`, else `format`. */
  format?: string
  /** A number sent as text (`x-value-type`). */
  numeric?: 'integer' | 'decimal'
  min?: number
  max?: number
  /** Known values; others are legal. */
  choices?: readonly Choice[]
  secret?: true | { field: string; in: readonly unknown[] }
  /** Other limits by the value of a sibling. */
  cases?: {
    field: string
    cases: Readonly<Record<string, { minLength?: number; maxLength?: number; pattern?: string }>>
  }
  /** Language of the text, or how a sibling's value decides it. */
  editor?: string
  /** Several values in one text, joined by this. */
  separator?: string
}

export interface NumberNode extends NodeBase {
  form: 'number'
  isInteger: boolean
  min?: number
  max?: number
  format?: string
  choices?: readonly Choice[]
}

export interface BooleanNode extends NodeBase {
  form: 'boolean'
}

/** One of the listed values and nothing else. */
export interface ChoiceNode extends NodeBase {
  form: 'choice'
  /** Those to offer; deprecated values are legal, but not among them. */
  choices: readonly Choice[]
  /** Language of the sibling `value` by value of this one (`x-editor` as a map). */
  editors?: Readonly<Record<string, string>>
}

/** A single value of several legal types, the one to send first (`x-preferred-type`). */
export interface MixedNode extends NodeBase {
  form: 'mixed'
  types: readonly ('string' | 'integer' | 'number' | 'boolean')[]
}

export interface FileNode extends NodeBase {
  form: 'file'
  accept?: string
}

export interface ListNode extends NodeBase {
  form: 'list'
  item: () => FormNode
  minItems?: number
  maxItems?: number
  isUnique?: true
}

export interface ObjectNode extends NodeBase {
  form: 'object'
  fields: () => readonly ObjectField[]
  conditions: readonly Conditional[]
  /** Alternatives of which one has to be there: each is a set of names. */
  groups: readonly Group[]
  dependent: Readonly<Record<string, readonly string[]>>
  /** Sent with their defaults as soon as the object is (`x-always-send`). */
  alwaysSend: readonly string[]
  minProperties?: number
}

export interface Group {
  sets: readonly (readonly string[])[]
  isExclusive: boolean
  /** Said by the reference in words (`x-form-required`), not by the schema. */
  isAdvice?: true
}

export interface MapNode extends NodeBase {
  form: 'map'
  item: () => FormNode
  keyPattern?: string
  minProperties?: number
}

export interface BranchesNode extends NodeBase {
  form: 'branches'
  branches: readonly Branch[]
  /** A sibling (or a parameter) whose value names the branch. */
  discriminator?: { field: string; mapping: Readonly<Record<string, number>> }
}

export interface Branch {
  /** The contract's name of the shape; absent for a plain type. */
  name?: string
  node: () => FormNode
}

/** Any JSON. */
export interface JsonNode extends NodeBase {
  form: 'json'
  isObject?: true
}

/** A schema that no rule covers. None is left: `formModel.test.ts`. */
export interface UnknownNode extends NodeBase {
  form: 'unknown'
}

export type FormNode =
  | TextNode
  | NumberNode
  | BooleanNode
  | ChoiceNode
  | MixedNode
  | FileNode
  | ListNode
  | ObjectNode
  | MapNode
  | BranchesNode
  | JsonNode
  | UnknownNode

export interface ObjectField {
  name: string
  /** Of a parameter. */
  in?: 'path' | 'query' | 'header'
  node: FormNode
  isRequired: boolean
  /** Optional on the wire, but pointless without (`x-form-required`). */
  isAdvised?: true
  requiredWhen?: readonly Condition[]
  appliesWhen?: readonly Condition[]
  /** Required as long as this sibling is not set. */
  requiredUnless?: string
  /** Conditions in words. */
  requiredNote?: string
  appliesNote?: string
  alternativeTo?: string
  /** Another spelling of this sibling, which is the one to send: offered only when it is set. */
  aliasOf?: string
  /** `x-recommended`: sent unless one takes it away. */
  recommended?: unknown
}

/** A JSON value as the rows of a tree: only what is unfolded is made. Pure. */
import { Exact } from '~/lib/json.ts'
import { jsonPath, labelOf, schemaAt, type Steps } from './schemaAt.ts'
import type { SchemaNode } from '~/contract/schema.ts'

export interface TreeRow {
  /** JSON path: unique within the answer. */
  id: string
  steps: Steps
  /** Field name or index; '' at the root. */
  name: string
  /** From 1. */
  level: number
  value: unknown
  kind: 'object' | 'array' | 'leaf'
  /** Fields or elements inside. */
  size: number
  isOpen: boolean
  position: number
  siblings: number
}

/** Stands for the children of `of` that are not shown yet. */
export interface MoreRow {
  id: string
  kind: 'more'
  of: string
  level: number
  left: number
}

/** Children that are shown at once. */
export const CHUNK = 100
/** Values that a search looks at, and rows that it shows. */
const MAX_LOOKED = 50_000
const MAX_FOUND = 500

export interface TreeView {
  /** Unfolded or folded by hand, by id. */
  open: ReadonlyMap<string, boolean>
  /** Children shown beyond the first chunk, by id. */
  shown: ReadonlyMap<string, number>
}

export const kindOf = (value: unknown): TreeRow['kind'] =>
  Array.isArray(value)
    ? 'array'
    : value !== null && typeof value === 'object' && !(value instanceof Exact)
      ? 'object'
      : 'leaf'

function childrenOf(value: unknown): [string | number, unknown][] {
  const kind = kindOf(value)
  if (kind === 'array') return (value as unknown[]).map((one, index) => [index, one])
  return kind === 'object' ? Object.entries(value as object) : []
}

/** The root, its fields and the first element of each list are unfolded until one folds them. */
function isOpenAtFirst(steps: Steps): boolean {
  return (
    steps.length === 0 ||
    (steps.length === 1 && typeof steps[0] === 'string') ||
    (steps.length === 2 && steps[1] === 0) ||
    (steps.length === 1 && steps[0] === 0)
  )
}

function rowOf(steps: Steps, value: unknown, isOpen: boolean, position: number, siblings: number): TreeRow {
  const name = steps.at(-1)
  return {
    id: jsonPath(steps),
    steps,
    name: name === undefined ? '' : String(name),
    level: steps.length + 1,
    value,
    kind: kindOf(value),
    size: childrenOf(value).length,
    isOpen,
    position,
    siblings,
  }
}

/** The rows of a value as it is unfolded. */
export function treeRows(value: unknown, view: TreeView): (TreeRow | MoreRow)[] {
  const rows: (TreeRow | MoreRow)[] = []
  const walk = (one: unknown, steps: Steps, position: number, siblings: number) => {
    const row = rowOf(steps, one, false, position, siblings)
    row.isOpen = row.size > 0 && (view.open.get(row.id) ?? isOpenAtFirst(steps))
    rows.push(row)
    if (!row.isOpen) return
    const children = childrenOf(one)
    const limit = view.shown.get(row.id) ?? CHUNK
    for (const [index, [name, child]] of children.slice(0, limit).entries())
      walk(child, [...steps, name], index + 1, children.length)
    if (children.length > limit)
      rows.push({ id: `${row.id} more`, kind: 'more', of: row.id, level: row.level + 1, left: children.length - limit })
  }
  walk(value, [], 1, 1)
  return rows
}

export interface Found {
  rows: TreeRow[]
  /** How many names and values fit. */
  count: number
  /** There is more than was looked at or is shown. */
  isCut: boolean
}

/** The rows whose name, value or enum label holds the text, with what holds them. */
export function searchRows(
  value: unknown,
  text: string,
  schemas: Record<string, SchemaNode>,
  root: SchemaNode | undefined,
): Found {
  const wanted = text.trim().toLowerCase()
  let looked = 0
  let count = 0
  let shown = 0
  let isCut = false
  const fits = (one: unknown, steps: Steps) => {
    if (
      String(steps.at(-1) ?? '')
        .toLowerCase()
        .includes(wanted)
    )
      return true
    if (kindOf(one) !== 'leaf') return false
    return (
      String(one).toLowerCase().includes(wanted) ||
      (labelOf(schemaAt(schemas, root, steps), one) ?? '').toLowerCase().includes(wanted)
    )
  }
  const walk = (one: unknown, steps: Steps, position: number, siblings: number): TreeRow[] => {
    looked += 1
    if (looked > MAX_LOOKED) {
      isCut = true
      return []
    }
    const isFound = fits(one, steps)
    if (isFound) count += 1
    const children = childrenOf(one)
    const inside = children.flatMap(([name, child], index) => walk(child, [...steps, name], index + 1, children.length))
    if (!isFound && inside.length === 0) return []
    if (shown >= MAX_FOUND) {
      isCut = true
      return []
    }
    shown += 1
    return [rowOf(steps, one, inside.length > 0, position, siblings), ...inside]
  }
  return { rows: walk(value, [], 1, 1), count, isCut }
}

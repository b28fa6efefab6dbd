/** Follows a path through the tree of fields, for completion and for the words on hovering. Pure. */
import type { Choice, FormNode, ObjectField } from '../formNode.ts'
import type { Path } from './jsonPath.ts'

/** The nodes that a path can lead to; several where shapes are alternatives. */
export function nodesAt(node: FormNode, path: Path): FormNode[] {
  if (node.form === 'branches') return node.branches.flatMap((branch) => nodesAt(branch.node(), path))
  const [first, ...rest] = path
  if (first === undefined) return [node]
  if (node.form === 'list') return nodesAt(node.item(), rest)
  if (node.form === 'map') return nodesAt(node.item(), rest)
  const field = node.form === 'object' ? node.fields().find((one) => one.name === first) : undefined
  return field ? nodesAt(field.node, rest) : []
}

/** The fields that an object at a path can have, each name once. */
export function fieldsAt(node: FormNode, path: Path): ObjectField[] {
  const fields = nodesAt(node, path).flatMap((one) => (one.form === 'object' ? one.fields() : []))
  return [...new Map(fields.map((field) => [field.name, field])).values()]
}

/** The values that may be offered at a path. */
export function valuesAt(node: FormNode, path: Path): Choice[] {
  return nodesAt(node, path).flatMap((one): readonly Choice[] => {
    if (one.form === 'boolean')
      return [
        { value: true, label: '' },
        { value: false, label: '' },
      ]
    return 'choices' in one ? (one.choices ?? []) : []
  })
}

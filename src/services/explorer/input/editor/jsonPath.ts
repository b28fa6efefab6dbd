/** Where one stands in a JSON document: path of the cursor, range of a pointer. Pure. */
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

export type SyntaxNode = ReturnType<typeof syntaxTree>['topNode']
export type Path = readonly (string | number)[]

const PATIENCE_MS = 500

const isValue = (node: SyntaxNode) => /^(Object|Array|String|Number|True|False|Null|⚠)$/.test(node.name)

/** The name of a property, unquoted. */
export function nameOf(state: EditorState, property: SyntaxNode): string {
  const name = property.getChild('PropertyName')
  const text = name ? state.sliceDoc(name.from, name.to) : ''
  try {
    return String(JSON.parse(text))
  } catch {
    return text.replace(/^"|"$/g, '')
  }
}

function elements(array: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = array.firstChild; child; child = child.nextSibling)
    if (isValue(child) && child.name !== '⚠') found.push(child)
  return found
}

/** The path of a node of the tree, outermost first. */
export function pathOf(state: EditorState, node: SyntaxNode): Path {
  const path: (string | number)[] = []
  for (let at: SyntaxNode | null = node; at?.parent; at = at.parent) {
    const { parent }: SyntaxNode = at
    if (parent?.name === 'Property' && at.name !== 'PropertyName') path.unshift(nameOf(state, parent))
    else if (parent?.name === 'Array')
      path.unshift(
        Math.max(
          0,
          elements(parent).findIndex((one) => one.from >= (at?.from ?? 0)),
        ),
      )
  }
  return path
}

/** The whole tree: the editor parses in slices, and a slow machine is not to change what is found. */
const treeOf = (state: EditorState) => ensureSyntaxTree(state, state.doc.length, PATIENCE_MS) ?? syntaxTree(state)

/** The node at a position, looked for to its left. */
export const nodeAt = (state: EditorState, position: number): SyntaxNode => treeOf(state).resolveInner(position, -1)

function child(state: EditorState, node: SyntaxNode, name: string): SyntaxNode | undefined {
  if (node.name === 'Array') return elements(node)[Number(name)]
  const property = node.getChildren('Property').find((one) => nameOf(state, one) === name)
  return property
}

/** The part of the text that a JSON pointer names; of what is missing, the bracket of the object that lacks it. */
export function rangeOf(state: EditorState, pointer: string): { from: number; to: number } {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'))
  let node: SyntaxNode | null | undefined = treeOf(state).topNode.firstChild
  if (!node) return { from: 0, to: Math.min(1, state.doc.length) }
  for (const name of steps) {
    const next = child(state, node, name)
    if (!next) return { from: node.from, to: Math.min(node.from + 1, state.doc.length) }
    const value: SyntaxNode | null = next.name === 'Property' ? next.lastChild : next
    if (name === steps.at(-1) || !value) return { from: next.from, to: next.to }
    node = value
  }
  return { from: node.from, to: Math.min(node.from + 1, state.doc.length) }
}

/** Names that the object around a position has already. */
export function siblings(state: EditorState, object: SyntaxNode): string[] {
  return object.getChildren('Property').map((property) => nameOf(state, property))
}

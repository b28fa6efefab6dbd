/** Completes names and values of a JSON text from the contract. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { stringifyJson } from '~/lib/json.ts'
import type { FormNode } from '../formNode.ts'
import { setValue } from '../initialValue.ts'
import { nameOf, nodeAt, pathOf, siblings } from './jsonPath.ts'
import { fieldsAt, valuesAt } from './schemaAt.ts'

/** The source for `autocompletion`; `read` gives the node of the whole text. */
export const completeJson =
  (read: () => FormNode | undefined) =>
  (context: CompletionContext): CompletionResult | null => {
    const root = read()
    if (!root) return null
    const { state, pos } = context
    const node = nodeAt(state, pos)
    const isQuoted = node.name === 'PropertyName' || node.name === 'String'
    const from = isQuoted ? node.from : pos - (context.matchBefore(/[\w.-]+/)?.text.length ?? 0)
    const to = isQuoted ? node.to : pos
    // Chosen here: CodeMirror would look for the closing quotation mark too, and finds nothing in an empty text.
    const typed = state.sliceDoc(from, pos).replace(/^"/, '').toLowerCase()
    const fits = ({ label }: Completion) => label.toLowerCase().includes(typed)
    // Right behind a bracket the node is the bracket.
    const inside = isQuoted || /^[{[,⚠]$/.test(node.name) ? node.parent : node
    const object =
      inside?.name === 'Object'
        ? inside
        : inside?.name === 'Property' && node.name === 'PropertyName'
          ? inside.parent
          : undefined
    if (object) {
      if (!context.explicit && !isQuoted && from === pos) return null
      const present = siblings(state, object)
      const own = inside?.name === 'Property' ? nameOf(state, inside) : undefined
      const after = state.sliceDoc(to, to + 200)
      const hasValue = /^\s*:/.test(after)
      const comma = /^\s*"/.test(after) ? ',' : ''
      const options = fieldsAt(root, pathOf(state, object))
        .filter((field) => field.name === own || !present.includes(field.name))
        .toSorted((a, b) => Number(b.isRequired) - Number(a.isRequired))
        .map((field): Completion => {
          const value = setValue(field.node)
          const quoted = JSON.stringify(field.name)
          return {
            label: quoted,
            apply: hasValue ? quoted : `${quoted}: ${stringifyJson(value)}${comma}`,
            detail: field.isRequired ? '*' : undefined,
            info: field.node.description,
            type: 'property',
          }
        })
        .filter(fits)
      return { from, to, options, filter: false }
    }
    const property =
      inside?.name === 'Property'
        ? inside
        : inside?.name === 'Array'
          ? inside
          : node.parent?.name === 'Property'
            ? node.parent
            : undefined
    if (!property) return null
    const path =
      property.name === 'Property'
        ? [...pathOf(state, property), nameOf(state, property)]
        : [...pathOf(state, property), 0]
    const options = valuesAt(root, path)
      .map(({ value, label }): Completion => ({
        label: JSON.stringify(value),
        type: 'constant',
        ...(label ? { detail: label } : {}),
      }))
      .filter(fits)
    return options.length > 0 ? { from, to, options, filter: false } : null
  }

import type { FormNode } from '../formNode.ts'
import type { Place } from '../needs.ts'

/** What the part that edits a value gets. `value` is undefined while the field is not set. */
export interface ValueProps<Node extends FormNode = FormNode> {
  node: Node
  /** Of the control, for its label. */
  id: string
  /** Names the control where no label of its own is beside it. */
  label: string
  /** The contract's name of the field that holds the value, however deep in lists and maps; the label where absent. */
  field?: string
  value: unknown
  onChange: (value: unknown) => void
  pointer: string
  /** The object that holds the value. */
  place: Place
  describedBy?: string
  isInvalid?: boolean
  isRequired?: boolean
}

/** Attributes that every control has. */
export function controlProps({ id, label, describedBy, isInvalid, isRequired }: ValueProps) {
  return {
    id,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
    'aria-required': isRequired || undefined,
  }
}

/** Shown below its label rather than beside it. */
export function isWide(node: FormNode): boolean {
  return (
    node.form === 'object' ||
    node.form === 'list' ||
    node.form === 'map' ||
    node.form === 'branches' ||
    node.form === 'json' ||
    node.form === 'unknown' ||
    (node.form === 'text' && node.editor !== undefined)
  )
}

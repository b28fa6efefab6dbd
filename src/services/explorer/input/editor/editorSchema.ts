/** What an editor knows of the value that it holds. */
import type { FormNode } from '../formNode.ts'
import type { InputError } from '../types.ts'

export interface EditorSchema {
  node: FormNode
  /** Pointer of the whole text among the errors, e.g. `/body`. */
  pointer: string
  errors: readonly InputError[]
  /** One has tried to send it: until then what is missing is marked as a hint, not as a mistake. */
  isTried: boolean
}

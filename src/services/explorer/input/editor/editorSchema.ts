/** What an editor knows of the value that it holds. */
import type { FormNode } from '../formNode.ts'
import type { Place } from '../needs.ts'
import type { InputError } from '../types.ts'

export interface EditorSchema {
  node: FormNode
  /** The object around the value: its values decide about conditions. */
  place: Place
  /** Pointer of the whole text among the errors, e.g. `/body`. */
  pointer: string
  errors: readonly InputError[]
}

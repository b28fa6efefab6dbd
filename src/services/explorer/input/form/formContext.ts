import { createContext, useContext, type ComponentType } from 'react'
import type { FamilyFacts, InputError } from '../types.ts'
import type { ValueProps } from './valueProps.ts'

/** What every field of one form needs, however deep it stands. */
export interface FormContext {
  facts: FamilyFacts
  connection: string
  /** Parameters by wire name and `body`, as far as they are known. */
  args: Readonly<Record<string, unknown>>
  errors: ReadonlyMap<string, readonly InputError[]>
  /** One has tried to send: what is missing is said everywhere. */
  isTried: boolean
  /** The part that edits any value (`ValueInput`): lists and objects hold values, so it reaches itself through here. */
  Value: ComponentType<ValueProps>
}

export const formContext = createContext<FormContext | undefined>(undefined)

/** @throws Error outside of `OperationInput` */
export function useForm(): FormContext {
  const context = useContext(formContext)
  if (!context) throw new Error('A field stands outside of its form')
  return context
}

/** What is said of one value: what is missing there only once it is due, after one has been there or has tried to send. */
export function shownErrors(errors: readonly InputError[] | undefined, isDue: boolean): readonly InputError[] {
  return (errors ?? []).filter((error) => isDue || !error.isMissing)
}

/** Whether something is said of a value inside the one at `pointer`. */
export function hasErrorInside({ errors, isTried }: FormContext, pointer: string): boolean {
  return [...errors].some(([at, list]) => at.startsWith(`${pointer}/`) && shownErrors(list, isTried).length > 0)
}

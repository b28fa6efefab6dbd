import type { FieldFact } from '~/contract/types.ts'

/**
 * The contract calls all of an update optional: what is absent stays. What a resource has cannot be taken from it, so a
 * field is only left empty where its value is not known.
 */
export const requiredIf = (isKnown: boolean, fact: FieldFact): FieldFact =>
  isKnown ? { ...fact, required: true } : fact

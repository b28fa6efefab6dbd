import { isApiError } from '~/api/error.ts'

/**
 * Which field of the form a failure blames, by wire name; undefined when it names none that the form has.
 * The cloud writes `topics[0].name` or `topics.0.name` where the form has `name`.
 */
export function blamedField(error: unknown, fields: readonly string[]): string | undefined {
  const field = isApiError(error) ? error.problem.field : undefined
  if (field === undefined) return undefined
  if (fields.includes(field)) return field
  const last = field.split(/[.[\]]+/).findLast((part) => part !== '' && !/^\d+$/.test(part))
  return last !== undefined && fields.includes(last) ? last : undefined
}

/** Whether it is not known if the write was carried out: then it is looked at, not repeated. */
export function hasUnknownOutcome(error: unknown): boolean {
  return isApiError(error) && error.problem.unknownOutcome === true
}

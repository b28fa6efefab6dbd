/** Replacing an object whole without losing what others changed meanwhile (PUT operations that take the complete object). */
import { changedFields, type Change } from '~/lib/changes.ts'

/** The object is not what the form was opened on any more. Nothing has been sent. */
export class ConflictError extends Error {
  readonly current: object
  readonly changes: readonly Change[]

  constructor(current: object, changes: readonly Change[]) {
    super('The object was changed meanwhile')
    this.name = 'ConflictError'
    this.current = current
    this.changes = changes
  }
}

interface Replacement<Resource extends object, Result> {
  /** The object as the form was opened on it. */
  opened: Resource
  /** Reads it again, just before it is replaced. */
  read: () => Promise<Resource>
  /** Fields that differ between two reads without anybody having changed the object (secrets, counters). */
  ignore?: readonly string[]
  /** Lays the touched fields over the fresh object; fields that the form does not know stay. */
  write: (fresh: Resource) => Promise<Result>
}

/**
 * Reads the object again and replaces it.
 * @throws ConflictError when it differs from what the form was opened on; ApiError of the read or the write
 */
export async function replaceFresh<Resource extends object, Result>({
  opened,
  read,
  ignore = [],
  write,
}: Replacement<Resource, Result>): Promise<Result> {
  const fresh = await read()
  const changes = changedFields(opened, fresh).filter((change) => !ignore.includes(change.field))
  if (changes.length > 0) throw new ConflictError(fresh, changes)
  return write(fresh)
}

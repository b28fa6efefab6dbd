import type { Database } from './database.ts'

/** What another process may have changed is seen after this time, milliseconds. */
const MAX_AGE = 1000
const KEPT = 500

/**
 * Remembers the rows of a look-up by key. Any change that this process makes to the database forgets all of them, so
 * that a sign-out or an edited connection counts for the very next request.
 */
export function remembered<Row>(
  db: Database,
  find: (key: string) => Promise<Row | undefined>,
): (key: string) => Promise<Row | undefined> {
  let rows = new Map<string, { at: number; row: Row | undefined }>()
  let writes = -1
  return async (key) => {
    if (db.writes() !== writes || rows.size >= KEPT) {
      rows = new Map()
      writes = db.writes()
    }
    const known = rows.get(key)
    if (known && performance.now() - known.at < MAX_AGE) return known.row
    const before = writes
    const at = performance.now()
    const row = await find(key)
    // What was read before a change must not be remembered after it.
    if (db.writes() === before && writes === before) rows.set(key, { at, row })
    return row
  }
}

/** Selected rows by key, with the newest row objects, so that a bulk action has them also when they are pages away. */
export type Selection<Row> = ReadonlyMap<string, Row>

/** The selection with one row switched on or off. */
export function toggle<Row>(selection: Selection<Row>, key: string, row: Row, on: boolean): Selection<Row> {
  const next = new Map(selection)
  if (on) next.set(key, row)
  else next.delete(key)
  return next
}

/** The selection with all of `rows` switched on or off. */
export function toggleAll<Row>(
  selection: Selection<Row>,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  on: boolean,
): Selection<Row> {
  const next = new Map(selection)
  for (const row of rows) {
    if (on) next.set(keyOf(row), row)
    else next.delete(keyOf(row))
  }
  return next
}

/** The rows between two keys in the order shown, both included; only `to` when `from` is not shown any more. */
export function range<Row>(
  shown: readonly Row[],
  keyOf: (row: Row) => string,
  from: string | undefined,
  to: string,
): readonly Row[] {
  const end = shown.findIndex((row) => keyOf(row) === to)
  const start = from === undefined ? -1 : shown.findIndex((row) => keyOf(row) === from)
  if (end < 0) return []
  return start < 0 ? shown.slice(end, end + 1) : shown.slice(Math.min(start, end), Math.max(start, end) + 1)
}

/**
 * The selection after a read. Rows that are read again take their new content; a row leaves when it is known to be
 * gone: it is missing from a complete list, or from the page where it stood before.
 */
export function reconcile<Row>(
  selection: Selection<Row>,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  known: { complete: boolean; before: ReadonlySet<string> },
): Selection<Row> {
  if (selection.size === 0) return selection
  const fresh = new Map(rows.map((row) => [keyOf(row), row]))
  const next = new Map<string, Row>()
  let changed = false
  for (const [key, row] of selection) {
    const now = fresh.get(key)
    if (now === undefined && (known.complete || known.before.has(key))) changed = true
    else next.set(key, now ?? row)
    if (now !== undefined && now !== row) changed = true
  }
  return changed ? next : selection
}

import type { ColumnFilter, ListView } from '~/api/list.ts'
import { Exact } from '~/lib/json.ts'
import type { CellValue, Column } from '~/components/column.ts'
import { compareNumbers } from '~/components/numbers.ts'
import { parseTime } from '~/components/time.ts'
import { naturalKeys, type NaturalKey } from './naturalOrder.ts'

/** What of a view decides which rows match and in which order; page and size only cut the result. */
export type Query = Pick<ListView, 'sort' | 'q' | 'filters'>

/** Whether the view shows fewer rows than there are. */
export function isFiltered(view: Query): boolean {
  return view.q.trim() !== '' || view.filters.length > 0
}

/** Filters, then sorts, without touching `rows`. Unknown columns in the address are passed over. */
export function applyQuery<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  query: Query,
  language: string,
): readonly Row[] {
  return sortRows(filterRows(rows, columns, query), columns, query.sort, language)
}

/** The rows that hold the free text (any case, in a searchable column) and pass every column filter. */
export function filterRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], query: Query): readonly Row[] {
  const tests: ((row: Row) => boolean)[] = []
  for (const filter of query.filters) {
    const column = columns.find((candidate) => candidate.id === filter.column)
    if (column?.value) tests.push(columnTest(column, filter))
  }
  const words = query.q.trim().toLowerCase()
  if (words) tests.push((row) => searchText(row, columns).includes(words))
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)))
}

const searchTexts = new WeakMap<object, WeakMap<object, string>>()

/** Everything of a row that free text finds, lower case; kept per row because a list is searched at every letter. */
function searchText<Row>(row: Row, columns: readonly Column<Row>[]): string {
  if (typeof row !== 'object' || row === null) return buildSearchText(row, columns)
  let texts = searchTexts.get(columns)
  if (!texts) searchTexts.set(columns, (texts = new WeakMap()))
  let text = texts.get(row)
  if (text === undefined) texts.set(row, (text = buildSearchText(row, columns)))
  return text
}

function buildSearchText<Row>(row: Row, columns: readonly Column<Row>[]): string {
  let text = ''
  for (const column of columns) {
    if (column.searchable === false || !column.value) continue
    const value = column.value(row)
    if (value === undefined) continue
    text += `${String(value)}\n`
    const option = column.options?.find((candidate) => candidate.value === String(value))
    if (option) text += `${option.label}\n`
  }
  return text.toLowerCase()
}

function columnTest<Row>(column: Column<Row>, filter: ColumnFilter): (row: Row) => boolean {
  const wanted = filter.value
  const value = (row: Row) => column.value?.(row)
  switch (filter.operator) {
    case 'contains': {
      const part = wanted.toLowerCase()
      return (row) =>
        String(value(row) ?? '')
          .toLowerCase()
          .includes(part)
    }
    case 'is':
      return (row) => isEqual(value(row), wanted)
    case 'in': {
      const all = new Set(wanted.split(','))
      return (row) => all.has(String(value(row) ?? ''))
    }
    case 'ge':
    case 'le': {
      const limit = asNumber(wanted)
      const sign = filter.operator === 'ge' ? 1 : -1
      // An unfinished or foreign limit filters nothing, and an unknown number is never said to pass one.
      if (limit === undefined) return () => true
      return (row) => {
        const number = asNumber(value(row))
        return number !== undefined && compareNumbers(number, limit) * sign >= 0
      }
    }
    case 'since':
    case 'before': {
      const limit = parseTime(wanted)
      const since = filter.operator === 'since'
      if (limit === undefined) return () => true
      return (row) => {
        const time = asTime(value(row))
        return time !== undefined && (since ? time >= limit : time < limit)
      }
    }
  }
}

function isEqual(value: CellValue, wanted: string): boolean {
  const a = asNumber(value)
  const b = typeof value === 'string' ? undefined : asNumber(wanted)
  if (a !== undefined && b !== undefined) return compareNumbers(a, b) === 0
  return String(value ?? '').toLowerCase() === wanted.toLowerCase()
}

function asNumber(value: CellValue): number | bigint | Exact | undefined {
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : value
  if (typeof value === 'bigint' || value instanceof Exact) return value
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? new Exact(value.trim()) : undefined
}

function asTime(value: CellValue): number | undefined {
  return typeof value === 'bigint' ? Number(value) : typeof value === 'boolean' ? undefined : parseTime(value)
}

const orders = new Map<string, { collator: Intl.Collator; keyOf: NaturalKey }>()
function orderOf(language: string): { collator: Intl.Collator; keyOf: NaturalKey } {
  let order = orders.get(language)
  if (!order) {
    const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
    orders.set(language, (order = { collator, keyOf: naturalKeys(collator) }))
  }
  return order
}

/** Stable; numbers by value (exact beyond 2^53), text as people of the language order it, unknown values last. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: string,
  language: string,
): readonly Row[] {
  const down = sort.startsWith('-')
  const value = columns.find((column) => column.id === (down ? sort.slice(1) : sort))?.value
  if (!value) return rows
  const known: { row: Row; value: Exclude<CellValue, undefined>; key: string | number | bigint }[] = []
  const unknown: Row[] = []
  const { collator, keyOf } = orderOf(language)
  let kind: 'number' | 'key' | 'collate' | undefined
  for (const row of rows) {
    const cell = value(row)
    if (cell === undefined || (typeof cell === 'number' && Number.isNaN(cell))) {
      unknown.push(row)
      continue
    }
    const text = typeof cell === 'string' ? cell : typeof cell === 'boolean' ? String(cell) : undefined
    if (text === undefined) {
      known.push({ row, value: cell, key: '' })
      kind = kind === undefined || kind === 'number' ? 'number' : 'collate'
      continue
    }
    const key = keyOf(text)
    known.push({ row, value: cell, key: key ?? '' })
    kind = key !== undefined && (kind === undefined || kind === 'key') ? 'key' : 'collate'
  }
  const sign = down ? -1 : 1
  if (kind === 'number') known.sort((a, b) => sign * compareNumbers(a.value as number, b.value as number))
  else if (kind === 'key') known.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0))
  else known.sort((a, b) => sign * collator.compare(String(a.value), String(b.value)))
  return [...known.map((entry) => entry.row), ...unknown]
}

export interface PageCut<Row> {
  rows: readonly Row[]
  /** The page shown: the last one when the address names a page that is no more. */
  page: number
  pages: number
  /** Number of the first row shown, from 1; 0 without rows. */
  from: number
  to: number
}

/** Cuts one page out of all matching rows. */
export function cutPage<Row>(rows: readonly Row[], page: number, size: number | 'all'): PageCut<Row> {
  if (size === 'all') return { rows, page: 1, pages: 1, from: rows.length ? 1 : 0, to: rows.length }
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const shown = Math.min(Math.max(1, page), pages)
  const start = (shown - 1) * size
  const cut = rows.slice(start, start + size)
  return { rows: cut, page: shown, pages, from: cut.length ? start + 1 : 0, to: start + cut.length }
}

/** Page numbers for the pager: first, last and the neighbours, `undefined` where some are left out. */
export function pageNumbers(page: number, pages: number): (number | undefined)[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages)
  const sorted = [...new Set(wanted)].toSorted((a, b) => a - b)
  const numbers: (number | undefined)[] = []
  for (const n of sorted) {
    const before = numbers.at(-1)
    if (before !== undefined && n === before + 2) numbers.push(before + 1)
    else if (before !== undefined && n > before + 2) numbers.push(undefined)
    numbers.push(n)
  }
  return numbers
}

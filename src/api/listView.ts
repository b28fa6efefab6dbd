/** `ListView` ⇄ address. Pure. */
import type { ColumnFilter, FilterOperator, ListView } from './list.ts'

/** What the parts of a view are called in an address. */
export const viewNames = {
  q: 'q',
  filters: 'f',
  sort: 'sort',
  size: 'size',
  columns: 'cols',
  page: 'page',
} as const satisfies Record<keyof ListView, string>

const defaultSize = 50
const operators: readonly FilterOperator[] = ['contains', 'is', 'in', 'ge', 'le', 'since', 'before']

function parseFilter(text: string): ColumnFilter[] {
  const [column = '', operator = '', ...value] = text.split(':')
  const known = operators.find((one) => one === operator)
  return column && known ? [{ column, operator: known, value: value.join(':') }] : []
}

/** Reads the view from an address; what is not understood is left out, never an error. */
export function parseView(search: URLSearchParams): ListView {
  const page = Number(search.get(viewNames.page) ?? 1)
  const size = search.get(viewNames.size)
  const rows = Number(size ?? defaultSize)
  const columns = search.get(viewNames.columns)
  return {
    page: Number.isInteger(page) && page > 0 ? page : 1,
    size: size === 'all' ? 'all' : Number.isInteger(rows) && rows > 0 && rows <= 1000 ? rows : defaultSize,
    sort: search.get(viewNames.sort) ?? '',
    q: search.get(viewNames.q) ?? '',
    filters: search.getAll(viewNames.filters).flatMap(parseFilter),
    ...(columns ? { columns: columns.split(',') } : {}),
  }
}

/** Writes a changed view into an address; other parameters stay, defaults are left out. */
export function writeView(search: URLSearchParams, change: Partial<ListView>): URLSearchParams {
  const view = { ...parseView(search), ...change }
  // Another order or choice of rows starts at its first page.
  if (change.page === undefined && ('q' in change || 'filters' in change || 'sort' in change || 'size' in change))
    view.page = 1
  const next = new URLSearchParams(search)
  const put = (name: string, value: string, standard: string) =>
    value === standard ? next.delete(name) : next.set(name, value)
  put(viewNames.page, String(view.page), '1')
  put(viewNames.size, String(view.size), String(defaultSize))
  put(viewNames.sort, view.sort, '')
  put(viewNames.q, view.q, '')
  put(viewNames.columns, view.columns?.join(',') ?? '', '')
  next.delete(viewNames.filters)
  for (const filter of view.filters)
    next.append(viewNames.filters, `${filter.column}:${filter.operator}:${filter.value}`)
  return next
}

/** Sorting and filtering need every record; the cloud's lists do neither. */
export function needsAll(view: ListView): boolean {
  return view.size === 'all' || view.sort !== '' || view.q !== '' || view.filters.length > 0
}

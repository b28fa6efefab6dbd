/** `ListView` ⇄ address. Pure. */
import type { ColumnFilter, FilterOperator, ListView } from './list.ts'

const defaultSize = 50
const operators: readonly FilterOperator[] = ['contains', 'is', 'in', 'ge', 'le', 'since', 'before']

function parseFilter(text: string): ColumnFilter[] {
  const [column = '', operator = '', ...value] = text.split(':')
  const known = operators.find((one) => one === operator)
  return column && known ? [{ column, operator: known, value: value.join(':') }] : []
}

/** Reads the view from an address; what is not understood is left out, never an error. */
export function parseView(search: URLSearchParams): ListView {
  const page = Number(search.get('page') ?? 1)
  const size = search.get('size')
  const rows = Number(size ?? defaultSize)
  const columns = search.get('cols')
  return {
    page: Number.isInteger(page) && page > 0 ? page : 1,
    size: size === 'all' ? 'all' : Number.isInteger(rows) && rows > 0 && rows <= 1000 ? rows : defaultSize,
    sort: search.get('sort') ?? '',
    q: search.get('q') ?? '',
    filters: search.getAll('f').flatMap(parseFilter),
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
  put('page', String(view.page), '1')
  put('size', String(view.size), String(defaultSize))
  put('sort', view.sort, '')
  put('q', view.q, '')
  put('cols', view.columns?.join(',') ?? '', '')
  next.delete('f')
  for (const filter of view.filters) next.append('f', `${filter.column}:${filter.operator}:${filter.value}`)
  return next
}

/** Sorting and filtering need every record; the cloud's lists do neither. */
export function needsAll(view: ListView): boolean {
  return view.size === 'all' || view.sort !== '' || view.q !== '' || view.filters.length > 0
}

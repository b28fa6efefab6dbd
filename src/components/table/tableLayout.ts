import { useCallback, useMemo, useState } from 'react'
import type { ListView } from '~/api/list.ts'
import type { Column } from '~/components/column.ts'
import { readSetting, writeSetting } from '~/components/storage.ts'

export type Density = 'dense' | 'relaxed'

/** Height of a row in px; every row has it, which is what makes thousands of them cheap. */
export const rowHeights: Record<Density, number> = { dense: 33, relaxed: 45 }

interface Stored {
  columns?: string[]
  density?: Density
}

/** Ids in the order in which they are shown: those wanted that exist, or the columns that are not hidden by default. */
function shownColumns<Row>(
  columns: readonly Column<Row>[],
  wanted: readonly string[] | undefined,
): readonly Column<Row>[] {
  const known = wanted?.map((id) => columns.find((column) => column.id === id)).filter((column) => column !== undefined)
  return known && known.length > 0 ? known : columns.filter((column) => !column.hidden)
}

function readStored(key: string): Stored {
  try {
    const value: unknown = JSON.parse(readSetting(key) ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    const { columns, density } = value as Record<string, unknown>
    return {
      columns: Array.isArray(columns) ? columns.filter((id) => typeof id === 'string') : undefined,
      density: density === 'relaxed' || density === 'dense' ? density : undefined,
    }
  } catch {
    return {}
  }
}

export interface TableLayout<Row> {
  shown: readonly Column<Row>[]
  density: Density
  setColumns: (ids: string[] | undefined) => void
  setDensity: (density: Density) => void
}

/** Columns and density of one table: the address first (a link shows the same), then this browser's choice. */
export function useTableLayout<Row>(
  label: string,
  columns: readonly Column<Row>[],
  view: ListView,
  setView: (change: Partial<ListView>, options?: { replace?: boolean }) => void,
): TableLayout<Row> {
  const key = `gantry.table.${label}`
  const [stored, setStored] = useState(() => readStored(key))
  const keep = useCallback(
    (change: Stored) =>
      setStored((before) => {
        const next = { ...before, ...change }
        writeSetting(key, JSON.stringify(next))
        return next
      }),
    [key],
  )
  const wanted = view.columns ?? stored.columns
  const shown = useMemo(() => shownColumns(columns, wanted), [columns, wanted])
  const setColumns = useCallback(
    (ids: string[] | undefined) => {
      keep({ columns: ids })
      setView({ columns: ids }, { replace: true })
    },
    [keep, setView],
  )
  const setDensity = useCallback((density: Density) => keep({ density }), [keep])
  return { shown, density: stored.density ?? 'dense', setColumns, setDensity }
}

import { useMemo } from 'react'
import { readPageBody } from '~/api/pages.ts'
import { useLocalList } from '~/api/useLocalList.ts'
import type { Column } from '~/components/column.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { JsonView } from '~/components/JsonView.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ListSpec } from '~/contract/types.ts'
import { Exact, isNumber, stringifyJson } from '~/lib/json.ts'
import { answerMessages } from './answerMessages.ts'
import { labelOf, schemaAt } from './schemaAt.ts'
import { readerOf, targetsOf, type Origin } from './targets.ts'
import { ValueText } from './ValueText.tsx'

interface Props {
  connection: string
  origin: Origin
  list: ListSpec
}

interface Indexed {
  index: number
  row: unknown
}

/** Columns shown at first; the others can be chosen. */
const SHOWN = 8
/** Rows that are looked at for fields which the contract does not name. */
const LOOKED = 50

const keyOf = ({ index }: Indexed) => String(index)
const showRow = ({ row }: Indexed) => <JsonView value={row} />
const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Exact)
const fieldOf = (row: unknown, name: string): unknown => (name === '' ? row : isObject(row) ? row[name] : undefined)

function columnsOf(
  connection: string,
  origin: Origin,
  items: readonly string[],
  rows: readonly Indexed[],
  valueLabel: string,
): readonly Column<Indexed>[] {
  const { facts, operation } = origin
  const root = facts.operationSchemas[operation.id]?.response
  const row = schemaAt(facts.schemas, root, [...items, 0])
  const found = rows.slice(0, LOOKED).flatMap((one) => (isObject(one.row) ? Object.keys(one.row) : ['']))
  const names = [...new Set([...Object.keys(row?.properties ?? {}).filter((name) => found.includes(name)), ...found])]
  return names.map((name, position): Column<Indexed> => {
    const stepsOf = (one: Indexed) => [...items, one.index, ...(name === '' ? [] : [name])]
    const schema = schemaAt(facts.schemas, root, [...items, 0, ...(name === '' ? [] : [name])])
    const hasLinks = rows.some((one) => readerOf(targetsOf(origin, stepsOf(one))) !== undefined)
    const isNumeric =
      rows.slice(0, LOOKED).every((one) => isNumber(fieldOf(one.row, name) ?? 0)) &&
      rows.some((one) => isNumber(fieldOf(one.row, name))) &&
      !schema?.['x-enum-labels']
    const textOf = (value: unknown) =>
      value === undefined || value === null
        ? undefined
        : typeof value === 'object' && !(value instanceof Exact)
          ? stringifyJson(value)
          : (value as string | number | boolean | Exact)
    return {
      id: name === '' ? 'value' : name,
      label: name === '' ? valueLabel : name,
      cell: (one) => {
        const value = fieldOf(one.row, name)
        const label = labelOf(schema, value)
        if (value === undefined || value === null) return '–'
        if (hasLinks) return <ValueText connection={connection} origin={origin} steps={stepsOf(one)} value={value} />
        const text = String(textOf(value))
        return (
          <span title={label ? text : undefined}>{label ?? (text.length > 200 ? `${text.slice(0, 200)}…` : text)}</span>
        )
      },
      value: (one) => textOf(fieldOf(one.row, name)),
      filter: isNumeric ? 'number' : 'text',
      ...(isNumeric ? { align: 'right' as const } : {}),
      ...(hasLinks ? { mono: true } : {}),
      ...(position >= SHOWN ? { hidden: true as const } : {}),
    }
  })
}

const noRefetch = () => Promise.resolve()

/** The list of an answer (`x-list`) as a table; the first read only, as the call asked for it. */
export function AnswerTable({ connection, origin, list }: Props) {
  const t = useMessages(answerMessages)
  const rows = useMemo(
    () => readPageBody<unknown>(list, origin.answer).rows.map((row, index): Indexed => ({ index, row })),
    [list, origin.answer],
  )
  const result = useLocalList({ data: rows, error: null, isFetching: false, dataUpdatedAt: 0, refetch: noRefetch })
  const columns = useMemo(
    () => columnsOf(connection, origin, list.items === '' ? [] : list.items.split('.'), rows, t.value),
    [connection, origin, list, rows, t.value],
  )
  return (
    <DataTable
      list={result}
      columns={columns}
      rowKey={keyOf}
      label={`${t.rows} ${origin.operation.id}`}
      expand={showRow}
      empty={<EmptyState title={t.noRows} />}
    />
  )
}

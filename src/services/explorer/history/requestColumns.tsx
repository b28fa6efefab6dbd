import { Link } from 'react-router'
import type { Column } from '~/components/column.ts'
import { formatNumber } from '~/components/numbers.ts'
import { Time } from '~/components/Time.tsx'
import type { Family } from '~/contract/types.ts'
import { stringifyJson } from '~/lib/json.ts'
import type { ListedOperation } from '../find/catalogueQuery.ts'
import css from '../Explorer.module.css'
import type { historyMessages } from './historyMessages.ts'

/** What the rows of the three lists have in common. */
export interface Listed {
  family: Family
  operationId: string
  args: Record<string, unknown>
  /** The body was too large to be kept. */
  isCut?: true
  /** ISO 8601 or Unix ms. */
  at: string | number
}

interface Outcome {
  status: number
  code?: string
  ms: number
  requestId: string
}

type Words = (typeof historyMessages)['en']

const MAX_VALUES = 160

const summaryOf = (operations: readonly ListedOperation[], { family, operationId }: Listed) =>
  operations.find((one) => one.family === family && one.id === operationId)?.summary ?? operationId

function valuesOf({ args }: Listed): string {
  const { body, ...rest } = args
  const parts = Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`)
  const text = [...parts, ...(body === undefined ? [] : [stringifyJson(body)])].join(' ')
  return text.length > MAX_VALUES ? `${text.slice(0, MAX_VALUES)}…` : text
}

/** The operation, as a link that opens it with its values (`addressOf`); `label` instead of its summary. */
export function operationColumn<Row extends Listed>(
  t: Words,
  operations: readonly ListedOperation[],
  addressOf: (row: Row) => string,
  label?: { title: string; of: (row: Row) => string },
): Column<Row> {
  const textOf = label?.of ?? ((row: Row) => summaryOf(operations, row))
  return {
    id: label ? 'name' : 'what',
    label: label?.title ?? t.what,
    // A name is the user's own; a summary is the contract's.
    cell: (row) => (
      <Link to={addressOf(row)} lang={label ? undefined : 'en'}>
        {textOf(row)}
      </Link>
    ),
    value: textOf,
    filter: 'text',
  }
}

export function requestColumns<Row extends Listed>(t: Words): readonly Column<Row>[] {
  return [
    {
      id: 'operationId',
      label: t.id,
      cell: (row) => row.operationId,
      value: (row) => row.operationId,
      filter: 'text',
      mono: true,
    },
    {
      id: 'values',
      label: t.values,
      cell: (row) => (
        <span title={valuesOf(row)}>
          {valuesOf(row) || (row.isCut ? '' : '–')} {row.isCut ? <em className={css.dim}>{t.isCut}</em> : null}
        </span>
      ),
      value: valuesOf,
      filter: 'text',
      mono: true,
    },
  ]
}

export function outcomeColumns<Row extends Listed & Outcome>(t: Words): readonly Column<Row>[] {
  return [
    {
      id: 'status',
      label: t.status,
      cell: (row) => (
        <span className={css.outcome} data-failed={row.status === 0 || row.status >= 400 || undefined}>
          {row.status === 0 ? t.noAnswer : row.status} {row.code}
        </span>
      ),
      value: (row) => `${row.status === 0 ? t.noAnswer : row.status} ${row.code ?? ''}`.trim(),
      filter: 'text',
      width: '130px',
    },
    {
      id: 'ms',
      label: t.took,
      cell: (row) => `${formatNumber(Math.round(row.ms))} ms`,
      value: (row) => Math.round(row.ms),
      align: 'right',
      filter: 'number',
      width: '90px',
    },
    {
      id: 'requestId',
      label: t.requestId,
      cell: (row) => row.requestId || '–',
      value: (row) => row.requestId || undefined,
      mono: true,
      hidden: true,
    },
  ]
}

export function timeColumn<Row extends Listed>(t: Words): Column<Row> {
  return {
    id: 'at',
    label: t.when,
    cell: (row) => <Time at={row.at} />,
    value: (row) => (typeof row.at === 'number' ? row.at : Date.parse(row.at)),
    filter: 'time',
    width: '130px',
  }
}

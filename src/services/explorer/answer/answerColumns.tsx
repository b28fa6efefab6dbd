import { IconDots } from '@tabler/icons-react'
import type { Column } from '~/components/column.ts'
import { isNumber, stringifyJson, Exact } from '~/lib/json.ts'
import { textOf } from '../textOf.ts'
import css from './Answer.module.css'
import type { answerMessages } from './answerMessages.ts'
import { namesOf } from './names.ts'
import type { OpenNode } from './NodeMenu.tsx'
import { jsonPath, labelOf, schemaAt, type Steps } from './schemaAt.ts'
import { leadsAcross } from './targetIndex.ts'
import { readerOf, targetsOf, type Origin } from './targets.ts'
import { ValueText } from './ValueText.tsx'

/** A row of the answer's list, and its place there. */
export interface Indexed {
  index: number
  row: unknown
}

interface Given {
  connection: string
  origin: Origin
  /** Steps to the list. */
  items: readonly string[]
  rows: readonly Indexed[]
  onMenu: (node: OpenNode) => void
  t: (typeof answerMessages)['en']
}

/** Columns shown at first; the others can be chosen. */
const SHOWN = 8
/** Rows that are looked at for what the contract does not say of them. */
const LOOKED = 50
const MAX_TEXT = 200

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Exact)
const fieldOf = (row: unknown, name: string): unknown => (name === '' ? row : isObject(row) ? row[name] : undefined)

const cellValue = (value: unknown) =>
  value === undefined || value === null
    ? undefined
    : typeof value === 'object' && !(value instanceof Exact)
      ? stringifyJson(value)
      : (value as string | number | boolean | Exact)

/** Fields of the rows: those that the contract names in its order, then what else there is. */
function namesIn(rows: readonly Indexed[], named: readonly string[]): string[] {
  const found = new Set(rows.flatMap((one) => (isObject(one.row) ? Object.keys(one.row) : [''])))
  return [...new Set([...named.filter((name) => found.has(name)), ...found])]
}

/** The columns of an answer's list, annotated as the contract does; each value has its menu. */
export function answerColumns({ connection, origin, items, rows, onMenu, t }: Given): readonly Column<Indexed>[] {
  const { facts, operation } = origin
  const root = facts.operationSchemas[operation.id]?.response
  const looked = rows.slice(0, LOOKED)
  const row = schemaAt(facts.schemas, root, [...items, 0])
  return namesIn(looked, Object.keys(row?.properties ?? {})).map((name, position): Column<Indexed> => {
    const stepsOf = (one: Indexed): Steps => [...items, one.index, ...(name === '' ? [] : [name])]
    const schema = schemaAt(facts.schemas, root, stepsOf({ index: 0, row: undefined }))
    const labels = schema?.['x-enum-labels'] as Record<string, string> | undefined
    const values = looked.map((one) => fieldOf(one.row, name)).filter((value) => value !== undefined && value !== null)
    const isNumeric = values.length > 0 && values.every(isNumber) && !labels
    const targets = looked.map((one) => targetsOf(origin, stepsOf(one)))
    const hasLinks = targets.some((some) => readerOf(some) !== undefined)
    const leads =
      targets.some((some) => some.length > 0) ||
      leadsAcross(facts.family, namesOf(operation.path, stepsOf({ index: 0, row: undefined })))
    return {
      id: name === '' ? 'value' : name,
      label: name === '' ? t.value : name,
      ...(schema?.description ? { hint: schema.description } : {}),
      cell: (one) => {
        const value = fieldOf(one.row, name)
        if (value === undefined || value === null) return '–'
        const steps = stepsOf(one)
        return (
          <span className={css.cell}>
            {hasLinks ? (
              <ValueText connection={connection} origin={origin} steps={steps} value={value} />
            ) : (
              <CellText text={textOf(value)} label={labelOf(schema, value)} />
            )}
            <button
              type="button"
              // What leads on can be reached by Tab; every other value has its menu in the tree as well.
              tabIndex={leads ? 0 : -1}
              className={css.dots}
              data-leads={leads || undefined}
              aria-haspopup="menu"
              aria-label={t.menu(jsonPath(steps))}
              title={t.menu(jsonPath(steps))}
              onClick={(event) => onMenu({ steps, value, at: event.currentTarget })}
            >
              <IconDots size={14} aria-hidden />
            </button>
          </span>
        )
      },
      value: (one) => cellValue(fieldOf(one.row, name)),
      filter: labels ? 'enum' : isNumeric ? 'number' : 'text',
      ...(labels ? { options: Object.entries(labels).map(([value, label]) => ({ value, label })) } : {}),
      ...(isNumeric ? { align: 'right' as const } : {}),
      ...(hasLinks ? { mono: true } : {}),
      ...(position >= SHOWN ? { hidden: true as const } : {}),
    }
  })
}

/** A value, and the contract's word for it. */
function CellText({ text, label }: { text: string; label: string | undefined }) {
  return (
    <span className={css.cellText}>
      {text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text}{' '}
      {label ? (
        <span className={css.label} lang="en">
          {label}
        </span>
      ) : null}
    </span>
  )
}

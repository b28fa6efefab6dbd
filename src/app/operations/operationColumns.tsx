import type { Column } from '~/components/column.ts'
import type { ListedOperation } from './catalogueQuery.ts'
import { operationNotes } from './operationNotes.ts'
import classes from './Operations.module.css'
import type { operationsMessages } from './operationsMessages.ts'

const choices = (values: Iterable<string>) => [...new Set(values)].sort().map((value) => ({ value, label: value }))

/** Columns of the catalogue; the choices of the filters are those that occur. */
export function operationColumns(
  t: (typeof operationsMessages)['en'],
  operations: readonly ListedOperation[],
): readonly Column<ListedOperation>[] {
  const families = choices(operations.map((one) => one.family))
  return [
    {
      id: 'summary',
      label: t.summary,
      cell: (one) => <span lang="en">{one.summary}</span>,
      value: (one) => one.summary,
      filter: 'text',
    },
    {
      id: 'method',
      label: t.method,
      cell: (one) => (
        <span className={classes.method} data-method={one.method}>
          {one.method}
        </span>
      ),
      value: (one) => one.method,
      filter: 'enum',
      options: choices(operations.map((one) => one.method)),
      width: '84px',
    },
    {
      id: 'path',
      label: t.path,
      cell: (one) => <span title={one.path}>{one.path}</span>,
      value: (one) => one.path,
      filter: 'text',
      mono: true,
    },
    {
      id: 'tag',
      label: t.tag,
      cell: (one) => <span lang="en">{one.tag}</span>,
      value: (one) => one.tag,
      filter: 'enum',
      options: choices(operations.map((one) => one.tag)),
    },
    {
      id: 'risk',
      label: t.risk,
      cell: (one) => (
        <span className={classes.risk} data-risk={one.risk}>
          {t.risks[one.risk]}
        </span>
      ),
      value: (one) => one.risk,
      filter: 'enum',
      options: (['none', 'change', 'disruptive', 'destructive'] as const).map((value) => ({
        value,
        label: t.risks[value],
      })),
      width: '110px',
    },
    {
      id: 'notes',
      label: t.marks,
      cell: (one) => <span className={classes.notes}>{operationNotes(one, t).join(' · ')}</span>,
      value: (one) => operationNotes(one, t).join(' · '),
    },
    { id: 'section', label: t.section, cell: (one) => one.section, value: (one) => one.section, hidden: true },
    {
      id: 'id',
      label: t.name,
      cell: (one) => one.id,
      value: (one) => one.id,
      filter: 'text',
      mono: true,
      hidden: true,
    },
    {
      id: 'permission',
      label: t.permission,
      cell: (one) => one.permission ?? '–',
      value: (one) => one.permission,
      filter: 'text',
      mono: true,
      hidden: true,
    },
    {
      id: 'description',
      label: t.description,
      cell: (one) => one.description ?? '–',
      value: (one) => one.description,
      hidden: true,
    },
    {
      id: 'family',
      label: t.family,
      cell: (one) => one.family,
      value: (one) => one.family,
      filter: 'enum',
      options: families,
      hidden: true,
    },
  ]
}

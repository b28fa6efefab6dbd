import { Link } from 'react-router'
import type { Column } from '~/components/column.ts'
import { families, type Family } from '~/contract/types.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import css from '../Explorer.module.css'
import type { explorerMessages } from '../explorerMessages.ts'
import { MethodMark } from '../MethodMark.tsx'
import { RiskWord } from '../RiskWord.tsx'
import type { ListedOperation } from './catalogueQuery.ts'
import find from './Find.module.css'
import type { findMessages } from './findMessages.ts'
import { operationNotes } from './operationNotes.ts'

const choices = (values: Iterable<string>) => [...new Set(values)].sort().map((value) => ({ value, label: value }))

const noteTitle = (operation: ListedOperation, t: Words['t']) =>
  operationNotes(operation, t)
    .map(({ text, detail }) => [text, detail].filter(Boolean).join(' '))
    .join(' · ')

interface Words {
  t: (typeof findMessages)['en']
  shared: (typeof explorerMessages)['en']
}

/** Columns of the catalogue; the choices of the filters are those that occur. */
export function findColumns(
  { t, shared }: Words,
  connection: string,
  operations: readonly ListedOperation[],
): readonly Column<ListedOperation>[] {
  const familyName = (family: Family) => t.families[family]
  return [
    {
      id: 'summary',
      label: t.summary,
      cell: (one) => (
        <Link lang="en" to={explorerPaths.operation({ connection, family: one.family, operationId: one.id })}>
          {one.summary}
        </Link>
      ),
      value: (one) => one.summary,
      filter: 'text',
    },
    {
      id: 'family',
      label: t.family,
      cell: (one) => familyName(one.family),
      value: (one) => one.family,
      filter: 'enum',
      options: families.map((value) => ({ value, label: familyName(value) })),
      width: '140px',
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
      id: 'method',
      label: t.method,
      cell: (one) => <MethodMark method={one.method} />,
      value: (one) => one.method,
      filter: 'enum',
      options: choices(operations.map((one) => one.method)),
      width: '84px',
    },
    {
      id: 'path',
      label: t.path,
      cell: (one) => (
        <span className={find.fitted} title={one.path}>
          {one.path}
        </span>
      ),
      value: (one) => one.path,
      filter: 'text',
      mono: true,
      width: '30%',
    },
    {
      id: 'risk',
      label: t.risk,
      cell: (one) => <RiskWord risk={one.risk} />,
      value: (one) => one.risk,
      filter: 'enum',
      options: (['none', 'change', 'disruptive', 'destructive'] as const).map((value) => ({
        value,
        label: shared.risks[value],
      })),
      width: '110px',
    },
    {
      id: 'notes',
      label: t.notes,
      cell: (one) => (
        <span className={find.fitted} title={noteTitle(one, t)}>
          {operationNotes(one, t).map(({ kind, text, detail }) => (
            <span key={kind} className={css.note} data-kind={kind}>
              {text}
              {detail ? (
                <span lang="en" className={css.dim}>
                  {' '}
                  {detail}
                </span>
              ) : null}
            </span>
          ))}
        </span>
      ),
      value: (one) =>
        operationNotes(one, t)
          .map(({ text }) => text)
          .join(' · ') || undefined,
      filter: 'text',
      width: '20%',
    },
    {
      id: 'permission',
      label: t.permission,
      cell: (one) => one.permission ?? '–',
      value: (one) => one.permission,
      filter: 'enum',
      options: choices(operations.flatMap((one) => one.permission ?? [])),
      mono: true,
      hidden: true,
    },
    { id: 'id', label: t.id, cell: (one) => one.id, value: (one) => one.id, filter: 'text', mono: true, hidden: true },
    { id: 'section', label: t.section, cell: (one) => one.section, value: (one) => one.section, hidden: true },
    {
      id: 'description',
      label: t.description,
      cell: (one) => (one.description ? <span lang="en">{one.description}</span> : '–'),
      value: (one) => one.description,
      hidden: true,
    },
  ]
}

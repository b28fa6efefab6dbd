import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { CopyText } from '~/components/CopyText.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { CatalogueEntry, Operation } from '~/contract/types.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import type { FamilyFacts } from '../input/types.ts'
import { MethodMark } from '../MethodMark.tsx'
import { RiskWord } from '../RiskWord.tsx'
import { isCredential } from './isCredential.ts'
import css from './Operation.module.css'
import { operationMessages } from './operationMessages.ts'

interface Props {
  connection: string
  operation: Operation
  entry: CatalogueEntry
  facts: FamilyFacts
  children: ReactNode
}

/** What the operation is: the words of the contract, and what one should know before it is run. */
export function OperationHead({ connection, operation, entry, facts, children }: Props) {
  const t = useMessages(operationMessages)
  const to = (id: string) => (
    <Link to={explorerPaths.operation({ connection, family: facts.family, operationId: id })}>{id}</Link>
  )
  const variants = Object.values(facts.operations).filter((one) => one.variantOf === operation.id)
  const related: { label: string; value: ReactNode }[] = [
    ...(entry.supersededBy
      ? [
          {
            label: t.supersededBy,
            value: facts.operations[entry.supersededBy] ? to(entry.supersededBy) : entry.supersededBy,
          },
        ]
      : []),
    ...(operation.variantOf
      ? [
          {
            label: t.variantOf,
            value: facts.operations[operation.variantOf] ? to(operation.variantOf) : operation.variantOf,
          },
        ]
      : []),
    ...(variants.length > 0
      ? [
          {
            label: t.variants,
            value: variants.map((one, index) => (
              <span key={one.id}>
                {index > 0 ? ', ' : ''}
                {to(one.id)}
              </span>
            )),
          },
        ]
      : []),
    ...(operation.fallback ? [{ label: t.fallback, value: to(operation.fallback.operationId) }] : []),
  ]
  const rules = facts.operationSchemas[operation.id]?.rules
  const statuses = (
    [
      ['x-allowed-statuses', t.allowedStatuses],
      ['x-blocked-statuses', t.blockedStatuses],
    ] as const
  ).flatMap(([name, text]) => {
    const words = rules?.[name]
    return Array.isArray(words) ? [[name, text(words.join(', '))] as const] : []
  })
  return (
    <>
      <PageHeader
        title={entry.summary}
        titleLang="en"
        facts={[
          { label: t.operation, value: <CopyText text={operation.id} what={t.operation} /> },
          {
            label: t.request,
            value: (
              <span className={css.request}>
                <MethodMark method={operation.method} /> <code>{operation.path}</code>
              </span>
            ),
          },
          { label: t.risk, value: <RiskWord risk={operation.risk} /> },
          ...(operation.permission ? [{ label: t.permission, value: <code>{operation.permission}</code> }] : []),
          { label: t.group, value: <span lang="en">{entry.tag}</span> },
          { label: t.section, value: `${facts.family} ${entry.section}` },
          ...related,
        ]}
      >
        {children}
      </PageHeader>
      {entry.description ? (
        <p className={css.description} lang="en">
          {entry.description}
        </p>
      ) : null}
      {entry.stability ? (
        <p className={css.notice} lang="en">
          {entry.stability}
        </p>
      ) : null}
      {statuses.map(([name, text]) => (
        <p key={name} className={css.notice}>
          {text}
        </p>
      ))}
      {operation.beyond ? <p className={css.notice}>{t.beyond}</p> : null}
      {isCredential(operation) ? <p className={css.notice}>{t.credential}</p> : null}
      {operation.family === 'servicecomb' ? <p className={css.notice}>{t.engineOnly}</p> : null}
    </>
  )
}

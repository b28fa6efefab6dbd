import { CopyText } from '~/components/CopyText.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ListedOperation } from './catalogueQuery.ts'
import { operationNotes } from './operationNotes.ts'
import classes from './Operations.module.css'
import { operationsMessages } from './operationsMessages.ts'

/** What the contract says of one operation, below its row. */
export function OperationFacts({ operation }: { operation: ListedOperation }) {
  const t = useMessages(operationsMessages)
  const notes = [...operationNotes(operation, t), ...(operation.stability ? [operation.stability] : [])]
  return (
    <div className={classes.more}>
      {operation.description ? <p lang="en">{operation.description}</p> : null}
      <dl>
        <dt>{t.name}</dt>
        <dd>
          <CopyText text={operation.id} what={t.name} />
        </dd>
        <dt>{t.path}</dt>
        <dd>
          <CopyText text={`${operation.method} ${operation.path}`} what={t.path} />
        </dd>
        <dt>{t.permission}</dt>
        <dd>{operation.permission ? <code>{operation.permission}</code> : '–'}</dd>
        <dt>{t.section}</dt>
        <dd>
          {operation.family} · {operation.section}
        </dd>
        {notes.length > 0 ? (
          <>
            <dt>{t.marks}</dt>
            <dd>{notes.join(' · ')}</dd>
          </>
        ) : null}
      </dl>
    </div>
  )
}

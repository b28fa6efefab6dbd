import { ErrorState } from '~/components/ErrorState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection } from '~/contract/console.ts'
import type { Operation } from '~/contract/types.ts'
import { AnswerTree } from '../answer/AnswerTree.tsx'
import { DifferenceList } from '../answer/DifferenceList.tsx'
import { diffJson } from '../answer/diffJson.ts'
import css from '../Explorer.module.css'
import type { FamilyFacts } from '../input/types.ts'
import { historyMessages } from './historyMessages.ts'
import type { ConnectionAnswer } from './useAcross.ts'

interface Props {
  operation: Operation
  facts: FamilyFacts
  args: Record<string, unknown>
  answers: readonly ConnectionAnswer[]
  connections: readonly Connection[]
}

/** One answer a column, each compared with the first that came well. */
export function AnswersSideBySide({ operation, facts, args, answers, connections }: Props) {
  const t = useMessages(historyMessages)
  const nameOf = (id: string) => connections.find((one) => one.id === id)?.name ?? id
  const first = answers.find((one) => one.answer)
  return (
    <div className={css.sides}>
      {answers.map(({ connection, answer, error }) => {
        const differences =
          answer && first?.answer && first.connection !== connection
            ? diffJson(first.answer.result, answer.result)
            : undefined
        const isTree = answer && answer.result !== undefined && !(answer.result instanceof Blob)
        return (
          <section key={connection} className={css.side} aria-label={nameOf(connection)}>
            <header>
              <h2>{nameOf(connection)}</h2>
              <span className={css.dim}>
                {answer ? `${answer.status} · ${Math.round(answer.ms)} ms` : error ? '' : t.asking}
              </span>
            </header>
            {error ? <ErrorState compact error={error} /> : null}
            {differences && first ? (
              <details>
                <summary>{t.against(nameOf(first.connection), differences.length)}</summary>
                <DifferenceList differences={differences} />
              </details>
            ) : null}
            {isTree ? (
              <AnswerTree connection={connection} origin={{ facts, operation, args, answer: answer.result }} />
            ) : null}
            {answer && !isTree ? <p className={css.dim}>{answer.result === undefined ? t.noBody : t.file}</p> : null}
          </section>
        )
      })}
    </div>
  )
}

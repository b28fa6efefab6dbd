import { useMessages } from '~/components/useMessages.ts'
import { stringifyJson } from '~/lib/json.ts'
import css from './Answer.module.css'
import { answerMessages } from './answerMessages.ts'
import type { Difference } from './diffJson.ts'
import { jsonPath } from './schemaAt.ts'

const MAX = 300
const MAX_TEXT = 400

function textOf(value: unknown): string {
  const text = stringifyJson(value)
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}

/** Differences, one a line: where, what it was, what it is. Told by word, colour only adds to it. */
export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  const t = useMessages(answerMessages)
  if (differences.length === 0) return null
  return (
    <ul className={css.differences}>
      {differences.slice(0, MAX).map((one) => (
        <li key={`${one.kind} ${jsonPath(one.steps)}`} data-kind={one.kind}>
          <b>{t.kinds[one.kind]}</b> <code>{jsonPath(one.steps)}</code>{' '}
          {one.kind === 'added' ? null : <del>{textOf(one.before)}</del>}{' '}
          {one.kind === 'removed' ? null : <ins>{textOf(one.after)}</ins>}
        </li>
      ))}
      {differences.length > MAX ? <li>…</li> : null}
    </ul>
  )
}

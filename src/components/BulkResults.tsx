import type { Tone } from '~/contract/types.ts'
import { countResults, type BulkResult, type BulkStatus } from './bulk.ts'
import { describeError } from './describeError.ts'
import { useErrorWords } from './errorWords.ts'
import { formMessages } from './formMessages.ts'
import { ItemBox } from './ItemBox.tsx'
import { formatNumber } from './numbers.ts'
import { StatusBadge } from './StatusBadge.tsx'
import { useMessages } from './useMessages.ts'
import css from './Form.module.css'

const limit = 200
const tones: Record<BulkStatus, Tone> = {
  waiting: 'off',
  running: 'busy',
  done: 'ok',
  failed: 'error',
  unknown: 'warn',
  cancelled: 'off',
}
/** What needs a look stands on top. */
const order: readonly BulkStatus[] = ['failed', 'unknown', 'running', 'cancelled', 'waiting', 'done']

interface Props<Item> {
  results: readonly BulkResult<Item>[]
  nameOf: (item: Item) => string
}

/** How far a bulk run is, and what became of each item. */
export function BulkResults<Item>({ results, nameOf }: Props<Item>) {
  const t = useMessages(formMessages)
  const counts = countResults(results)
  const text = (n: number) => formatNumber(n) ?? ''
  const sorted = results.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
  const parts = [t.outcome(text(counts.done), text(counts.failed))]
  if (counts.unknown > 0) parts.push(t.unknownCount(text(counts.unknown)))
  if (counts.cancelled > 0) parts.push(t.cancelledCount(text(counts.cancelled)))
  return (
    <>
      <progress
        aria-label={t.progress}
        className={css.progress}
        max={results.length}
        value={results.length - counts.waiting - counts.running}
      />
      <output className={css.sentence}>{parts.join(' · ')}</output>
      {counts.unknown > 0 ? <p className={css.consequences}>{t.unknownNote}</p> : null}
      <ItemBox label={t.items}>
        <ul>
          {sorted.slice(0, limit).map((result) => (
            <li key={nameOf(result.item)}>
              <span className={css.resultName}>
                {nameOf(result.item)}
                {result.error ? <Failure error={result.error} /> : null}
              </span>
              <StatusBadge status={result.status} labels={t.status} tone={tones[result.status]} />
            </li>
          ))}
        </ul>
      </ItemBox>
      {sorted.length > limit ? <p className={css.dim}>{t.firstShown(text(limit), text(sorted.length))}</p> : null}
    </>
  )
}

function Failure({ error }: { error: Error }) {
  useErrorWords()
  const text = describeError(error)
  return (
    <span className={css.failure}>
      {text.message} {text.hint} {text.original ? <span lang="en">{text.original}</span> : null}{' '}
      {text.code || text.requestId ? <code>{[text.code, text.requestId].filter(Boolean).join(' · ')}</code> : null}
    </span>
  )
}

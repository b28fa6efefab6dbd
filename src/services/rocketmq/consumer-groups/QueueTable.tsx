import { NumberText } from '~/components/NumberText.tsx'
import { ScrollBox } from '~/components/ScrollBox.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { groupLagMessages } from './groupLagMessages.ts'
import { difference, type QueueMove } from './resetOffset.ts'
import css from './groups.module.css'

type Three<T> = readonly [T, T, T]

interface QueueRow {
  broker: string
  queue: number | undefined
  /** Undefined is not known. */
  numbers: Three<bigint | undefined>
}

interface Props {
  caption: string
  heads: Three<string>
  rows: readonly QueueRow[]
}

/** Offset before, by how much it moves, offset after: the move is what counts, so no width hides it. */
export const movesOf = (moves: readonly QueueMove[]): QueueRow[] =>
  moves.map((move) => ({ broker: move.broker, queue: move.queue, numbers: [move.from, difference(move), move.to] }))

/** Three numbers for each queue of a topic. */
export function QueueTable({ caption, heads, rows }: Props) {
  const t = useMessages(groupLagMessages)
  return (
    <ScrollBox boxed label={caption}>
      <table className={css.table} aria-label={caption}>
        <thead>
          <tr>
            <th scope="col">{caption}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className={css.number}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ broker, queue, numbers }) => (
            <tr key={`${broker}/${queue ?? ''}`}>
              <th scope="row">
                {broker} · {t.queue(queue === undefined ? '–' : String(queue))}
              </th>
              {heads.map((head, at) => (
                <td key={head} className={css.number}>
                  <NumberText value={numbers[at]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

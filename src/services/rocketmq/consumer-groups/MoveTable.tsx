import { NumberText } from '~/components/NumberText.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { groupLagMessages } from './groupLagMessages.ts'
import { difference, type QueueMove } from './resetOffset.ts'
import css from './groups.module.css'

interface Props {
  caption: string
  /** Heads of the two columns of offsets. */
  from: string
  to: string
  moves: readonly QueueMove[]
}

/** Offsets of each queue before and after, and what lies between. */
export function MoveTable({ caption, from, to, moves }: Props) {
  const t = useMessages(groupLagMessages)
  return (
    <div className={css.box}>
      <table className={css.table} aria-label={caption}>
        <thead>
          <tr>
            <th scope="col">{caption}</th>
            <th scope="col" className={css.number}>
              {from}
            </th>
            <th scope="col" className={css.number}>
              {to}
            </th>
            <th scope="col" className={css.number}>
              {t.difference}
            </th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <tr key={`${move.broker}/${move.queue ?? ''}`}>
              <th scope="row">
                {move.broker} · {t.queue(move.queue === undefined ? '–' : String(move.queue))}
              </th>
              <td className={css.number}>
                <NumberText value={move.from} />
              </td>
              <td className={css.number}>
                <NumberText value={move.to} />
              </td>
              <td className={css.number}>
                <NumberText value={difference(move)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

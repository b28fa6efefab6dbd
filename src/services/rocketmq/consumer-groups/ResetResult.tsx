import { Button } from '~/components/Button.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import { groupLagMessages } from './groupLagMessages.ts'
import { movesOf, QueueTable } from './QueueTable.tsx'
import { effectOf, type QueueMove } from './resetOffset.ts'
import css from './groups.module.css'

interface Props {
  group: string
  topic: string
  moves: readonly QueueMove[]
  onClose: () => void
}

/** What the cloud answered to a reset, queue by queue: the read-back. */
export function ResetResult({ group, topic, moves, onClose }: Props) {
  const t = useMessages(groupLagMessages)
  const { again, skipped } = effectOf(moves)
  return (
    <Dialog onClose={onClose} title={t.done} size={600}>
      <div className={css.stack}>
        <p role="status">{t.doneText(group, topic)}</p>
        {moves.length === 0 ? (
          <p>{t.doneNone}</p>
        ) : (
          <>
            {again !== undefined && again > 0n && <p className={css.strong}>{t.again(formatNumber(again) ?? '–')}</p>}
            {skipped !== undefined && skipped > 0n && (
              <p className={css.strong}>{t.skipped(formatNumber(skipped) ?? '–')}</p>
            )}
            <QueueTable caption={t.queues} heads={[t.before, t.difference, t.after]} rows={movesOf(moves)} />
            <p className={css.note}>{t.doneDifference}</p>
          </>
        )}
        <div className={css.buttons}>
          <Button variant="filled" data-autofocus onClick={onClose}>
            {t.close}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

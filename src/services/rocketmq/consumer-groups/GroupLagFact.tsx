import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useNow } from '~/components/useNow.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import { groupState, lagTones, topicsBehind, topicsUnknown, totalLag, type GroupLag } from './groupLag.ts'
import { groupMessages } from './groupMessages.ts'
import css from './groups.module.css'

interface Props {
  group: ConsumerGroup
  lag: GroupLag | undefined
  isReading: boolean
}

/** The lag of a whole group in words: `18,204 messages in 2 topics`; "–" with the reason where a topic is not known. */
export function GroupLagFact({ group, lag, isReading }: Props) {
  const t = useMessages(groupMessages)
  const total = totalLag(lag)
  const state = groupState(lag, useNow(10_000), group)
  if (!lag || total === undefined) {
    if (isReading && !lag?.complete) return <span className={css.note}>{t.reading}</span>
    return <>– {lag?.complete && <span className={css.note}>{t.lagUnknown(topicsUnknown(lag))}</span>}</>
  }
  return (
    <span className={css.lag} data-tone={state && lagTones[state]}>
      {t.lagFact(formatNumber(total) ?? '–', topicsBehind(lag))}
    </span>
  )
}

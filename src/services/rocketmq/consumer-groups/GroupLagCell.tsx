import { useQuery, useQueryClient } from '@tanstack/react-query'
import { describeError } from '~/components/describeError.ts'
import { useErrorWords } from '~/components/errorWords.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useNow } from '~/components/useNow.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import type { GroupParams } from '~/paths/rocketmq.ts'
import { groupState, topicsUnknown, totalLag } from './groupLag.ts'
import { groupMessages } from './groupMessages.ts'
import { groupLagQuery } from './groupQueries.ts'
import { LagBadge } from './LagBadge.tsx'

/** The lag of one group, read when the cell is drawn: only rows on screen cost calls. */
export function GroupLagCell({ params, group }: { params: GroupParams; group: ConsumerGroup }) {
  useErrorWords()
  const t = useMessages(groupMessages)
  const { data, error, isFetching } = useQuery(groupLagQuery(useQueryClient(), params))
  const lag = totalLag(data)
  const state = groupState(data, useNow(10_000), group)
  if (lag === undefined || state === undefined) {
    if (isFetching) return <span>{t.reading}</span>
    if (error) return <span title={describeError(error).message}>– {t.notRead}</span>
    return (
      <span title={data?.complete ? t.lagUnknown(topicsUnknown(data)) : undefined}>
        – {data?.complete && t.notRead}
      </span>
    )
  }
  return <LagBadge state={state} lag={lag} />
}

import { useQuery } from '@tanstack/react-query'
import { describeError } from '~/components/describeError.ts'
import { useErrorWords } from '~/components/errorWords.ts'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useNow } from '~/components/useNow.ts'
import type { GroupParams, TopicParams } from '~/paths/rocketmq.ts'
import { lagState, toTopicLag } from '../consumer-groups/groupLag.ts'
import { groupMessages } from '../consumer-groups/groupMessages.ts'
import { topicLagQuery } from '../consumer-groups/groupQueries.ts'
import { LagBadge } from '../consumer-groups/LagBadge.tsx'

interface Props {
  params: GroupParams & TopicParams
}

/** How many messages of the topic wait for the group, read when the cell is drawn: only rows on screen cost a call. */
export function ConsumerLagCell({ params }: Props) {
  useErrorWords()
  const t = useMessages(groupMessages)
  const now = useNow(10_000)
  const { data, error, isPending } = useQuery(topicLagQuery(params))
  if (isPending) return <span>{t.reading}</span>
  if (error) return <span title={describeError(error).message}>– {t.notRead}</span>
  const progress = toTopicLag(params.topic, data)
  const state = lagState(progress, now)
  if (state === undefined) return '–'
  return <LagBadge state={state} lag={progress.lag} />
}

/** When the group last consumed from the topic; from the same answer as the lag. */
export function LastConsumedCell({ params }: Props) {
  const { data, error } = useQuery(topicLagQuery(params))
  return <Time at={data && !error ? toTopicLag(params.topic, data).consumedAt : undefined} />
}

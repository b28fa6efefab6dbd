import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { nameMessages } from './nameMessages.ts'
import { ALL_OFFERED, allTopicNamesQuery, OFFERED, someGroupsQuery, someTopicsQuery } from './nameQueries.ts'

interface Names {
  /** To choose from; any other can be typed. */
  names: readonly string[]
  /** What is not offered, or that nothing could be looked up; undefined when all are offered. */
  note: string | undefined
}

interface Options {
  /** Nothing is asked while this is false. */
  enabled?: boolean
}

type Words = (typeof nameMessages.en)['topics']

const namesIn = (rows: readonly { name?: string }[] | undefined) => (rows ?? []).flatMap((row) => row.name ?? [])

/** Says that not all came; without a total, a full page may not be all. */
function cutNote(came: number, total: number | undefined, t: Words): string | undefined {
  if (total === undefined ? came < OFFERED : came >= total) return undefined
  const shown = formatNumber(came) ?? ''
  return total === undefined ? t.cutUnknown(shown) : t.cut(shown, formatNumber(total) ?? '')
}

/** Names of the topics, or of the first ones where there are very many. */
export function useTopicNames(params: InstanceParams, { enabled = true }: Options = {}): Names {
  const { topics: t } = useMessages(nameMessages)
  const { data, isError } = useQuery({ ...someTopicsQuery(params), enabled })
  const first = namesIn(data?.topics)
  const total = data?.total
  const isFew = total !== undefined && total > first.length && total <= ALL_OFFERED
  const all = useQuery({ ...allTopicNamesQuery(params), enabled: enabled && isFew })
  if (isFew && all.data) return { names: all.data, note: undefined }
  // While the others are read nothing is said about them.
  const isComing = isFew && all.isPending
  return {
    names: first,
    note: data ? (isComing ? undefined : cutNote(first.length, total, t)) : isError ? t.failed : undefined,
  }
}

/** Names of the first groups and, where these are not all, of those that the cloud finds for what is typed. */
export function useGroupNames(params: InstanceParams, typed: string, { enabled = true }: Options = {}): Names {
  const { groups: t } = useMessages(nameMessages)
  const { data, isError } = useQuery({ ...someGroupsQuery(params), enabled })
  const names = namesIn(data?.groups)
  const cut = data && cutNote(names.length, data.total, t)
  const [wanted] = useDebouncedValue(typed.trim(), 250)
  const found = useQuery({
    ...someGroupsQuery(params, wanted),
    enabled: enabled && cut !== undefined && wanted !== '' && !names.includes(wanted),
  })
  return {
    names: [...new Set([...names, ...namesIn(found.data?.groups)])],
    note: data ? cut : isError ? t.failed : undefined,
  }
}

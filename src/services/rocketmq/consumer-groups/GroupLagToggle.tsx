import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import type { ListResult } from '~/api/list.ts'
import { Button } from '~/components/Button.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { groupMessages } from './groupMessages.ts'
import { groupLagQuery, isLagRead } from './groupQueries.ts'
import type { KnownLags } from './knownLags.ts'
import { needsLag, useShowsLag } from './showsLag.ts'
import css from './groups.module.css'

/** So many more groups are read at a time: each costs a call, and one for each of its topics. */
const MORE = 50

interface Props {
  params: InstanceParams
  list: ListResult<ConsumerGroup>
  lags: KnownLags
}

/** Lag is not in the list's answer and costs several calls for each row: read when asked for, stopped when told. */
export function GroupLagToggle({ params, list, lags }: Props) {
  const t = useMessages(groupMessages)
  const client = useQueryClient()
  const [shows, setShows] = useShowsLag()
  const predicate = isLagRead(params)
  const isReading = useIsFetching({ predicate }) > 0
  if (!shows)
    return (
      <Button onClick={() => setShows(true)} title={t.lagNote}>
        {t.showLag}
      </Button>
    )
  const unread = list.rows.flatMap(({ name = '' }) => (lags.has(name) ? [] : name))
  const handleMore = () => {
    const reads = unread.map((group) => groupLagQuery(client, { ...params, group }))
    const wasTried = reads.filter(({ queryKey }) => (client.getQueryState(queryKey)?.status ?? 'pending') !== 'pending')
    // Those that failed come last: they do not keep the others from being read.
    for (const read of [...reads.filter((one) => !wasTried.includes(one)), ...wasTried].slice(0, MORE))
      void client.prefetchQuery(read)
  }
  const read = formatNumber(list.scope === 'all' ? list.rows.length - unread.length : lags.size) ?? ''
  const isPart = needsLag(list.view) && list.scope === 'all' && unread.length > 0
  return (
    <>
      {isReading ? (
        <Button onClick={() => void client.cancelQueries({ predicate })}>{t.stopLag}</Button>
      ) : (
        <>
          {unread.length > 0 && (
            <Button onClick={handleMore} title={t.lagNote}>
              {t.moreLag(Math.min(unread.length, MORE))}
            </Button>
          )}
          <Button onClick={() => setShows(false)}>{t.hideLag}</Button>
        </>
      )}
      <output className={css.note}>
        {list.total === undefined ? t.lagRead(read) : t.lagReadOf(read, formatNumber(list.total) ?? '')}
        {isPart && ` ${t.lagPart}`}
      </output>
    </>
  )
}

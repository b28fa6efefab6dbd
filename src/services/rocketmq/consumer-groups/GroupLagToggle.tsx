import { Button } from '@mantine/core'
import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { useMessages } from '~/components/useMessages.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { groupMessages } from './groupMessages.ts'
import { isLagRead } from './groupQueries.ts'

const PARAMETER = 'lag'

/** Whether the list shows lag; stands in the address. */
export function useShowsLag(): [boolean, (on: boolean) => void] {
  const [search, setSearch] = useSearchParams()
  const set = (on: boolean) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now)
        if (on) next.set(PARAMETER, '1')
        else next.delete(PARAMETER)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return [search.get(PARAMETER) === '1', set]
}

/** Lag is not in the list's answer and costs several calls for each row: read when asked for, stopped when told. */
export function GroupLagToggle({ params }: { params: InstanceParams }) {
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
  return isReading ? (
    <Button onClick={() => void client.cancelQueries({ predicate })}>{t.stopLag}</Button>
  ) : (
    <Button onClick={() => setShows(false)}>{t.hideLag}</Button>
  )
}

import { SegmentedControl } from '@mantine/core'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useSearchParams } from 'react-router'
import { Button } from '~/components/Button.tsx'
import { exportName, saveFile } from '~/components/csv.ts'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { PageSkeleton } from '~/components/PageSkeleton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import { Warning } from '~/components/Warning.tsx'
import type { GroupParams } from '~/paths/rocketmq.ts'
import { groupLagMessages } from './groupLagMessages.ts'
import { groupLagQuery, groupQuery } from './groupQueries.ts'
import { lagCsv } from './lagExport.ts'
import { LagTree } from './LagTree.tsx'
import {
  depths,
  lagRows,
  orders,
  parseOrder,
  parseUnfolded,
  withDepth,
  withFlipped,
  withOrder,
  type Depth,
  type Order,
} from './lagRows.ts'
import css from './groups.module.css'

/** How far the group has read, topic by topic down to the queues; read in parallel, unknown where a read fails. */
export default function GroupLagTab() {
  const params = useRouteParams<GroupParams>()
  return (
    <>
      <Lag params={params} />
      <Outlet />
    </>
  )
}

function Lag({ params }: { params: GroupParams }) {
  const t = useMessages(groupLagMessages)
  const [search, setSearch] = useSearchParams()
  const { data: group } = useSuspenseQuery(groupQuery(params))
  const { data: lag, error, isFetching, refetch } = useQuery(groupLagQuery(useQueryClient(), params))
  if (!lag) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PageSkeleton />
  if (lag.topics.length === 0 && lag.complete) return <EmptyState title={t.none}>{t.noneText}</EmptyState>
  const unfolded = parseUnfolded(search)
  const order = parseOrder(search)
  const go = (next: URLSearchParams) => setSearch(next, { replace: true, preventScrollReset: true })
  return (
    <div className={css.stack}>
      {group.broadcast && <Warning role="note">{t.broadcast}</Warning>}
      {group.enabled === false && <Warning role="note">{t.paused}</Warning>}
      {error && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      <div className={css.bar}>
        <span id="unfold">{t.depth}</span>
        <SegmentedControl
          aria-labelledby="unfold"
          size="xs"
          value={unfolded.depth}
          data={depths.map((depth) => ({ value: depth, label: t.depths[depth] }))}
          onChange={(depth) => go(withDepth(search, depth as Depth))}
        />
        <span id="order">{t.order}</span>
        <SegmentedControl
          aria-labelledby="order"
          size="xs"
          value={order}
          data={orders.map((one) => ({ value: one, label: t.orders[one] }))}
          onChange={(one) => go(withOrder(search, one as Order))}
        />
        <span className={css.right}>
          <Button
            disabled={!lag.complete}
            onClick={() =>
              saveFile(exportName(`${t.lag} ${params.group}`, new Date(), 'csv'), lagCsv(lag, t.columns), 'text/csv')
            }
          >
            {t.export}
          </Button>
        </span>
      </div>
      <p className={css.note}>{t.sums}</p>
      <LagTree
        params={params}
        lag={lag}
        rows={lagRows(lag, unfolded, order)}
        isReading={isFetching}
        onFlip={(key) => go(withFlipped(search, key))}
      />
    </div>
  )
}

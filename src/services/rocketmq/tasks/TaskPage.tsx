import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from 'react-router'
import { query } from '~/api/query.ts'
import { queryClient } from '~/api/queryClient.ts'
import { Details } from '~/components/Details.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { JsonView } from '~/components/JsonView.tsx'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { Time } from '~/components/Time.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { TaskStatuses } from '~/contract/rocketmq/generated/statuses.ts'
import { parseJson } from '~/lib/json.ts'
import { rocketmqPaths, type TaskParams } from '~/paths/rocketmq.ts'
import { taskMessages } from './taskMessages.ts'
import css from './task.module.css'

const taskQuery = (params: TaskParams) =>
  query(rocketmq.getTask, params, {
    pollWhile: (answer) =>
      answer.tasks?.some((task) => task.status === 'CREATED' || task.status === 'EXECUTING') ?? false,
  })

export function prepare({ params }: PageAddress): void {
  void queryClient.prefetchQuery(taskQuery(params as unknown as TaskParams))
}

/** The parameters of a task are JSON as text; text that is none is shown as it is. */
function parametersOf(text: string | undefined): unknown {
  if (!text) return undefined
  try {
    return parseJson(text)
  } catch {
    return text
  }
}

/** One task as it is now, over the list of all; read again while it runs. */
export default function TaskPage() {
  const t = useMessages(taskMessages)
  const params = useRouteParams<TaskParams>()
  const navigate = useNavigate()
  const { search } = useLocation()
  const { data, error, refetch } = useQuery(taskQuery(params))
  // The page, filter and order of the list stand in the address.
  const handleClose = () => void navigate({ pathname: rocketmqPaths.tasks(params), search })
  const task = data?.tasks?.[0]
  const parameters = parametersOf(task?.params)
  return (
    <Dialog onClose={handleClose} title={t.details} size="lg">
      {error && !data ? (
        <ErrorState compact error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={160} />
      ) : (
        <>
          <Details
            rows={[
              { label: t.task, value: task?.name },
              { label: t.id, value: task?.id, mono: true, ...(task?.id ? { copy: task.id } : {}) },
              {
                label: t.status,
                value: (
                  <StatusBadge status={task?.status} facts={TaskStatuses} labels={t.statuses} meanings={t.meanings} />
                ),
              },
              { label: t.user, value: task?.user_name },
              { label: t.created, value: <Time at={task?.created_at} show="both" /> },
              { label: t.updated, value: <Time at={task?.updated_at} show="both" /> },
            ]}
          />
          {parameters !== undefined && (
            <>
              <h3 className={css.heading}>{t.parameters}</h3>
              <JsonView value={parameters} label={t.parameters} />
            </>
          )}
        </>
      )}
    </Dialog>
  )
}

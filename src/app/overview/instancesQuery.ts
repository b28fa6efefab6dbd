import { queryOptions } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { readAll, type Page } from '~/api/pages.ts'
import { keyOf, pollInterval } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { isBusy } from '~/contract/rules/rocketmq.ts'

/** Every RocketMQ instance of a connection, failed creations too; looked at again while one of them is changing. */
export function instancesQuery(connection: string) {
  // The same path lists Kafka and RabbitMQ: `engine` keeps them out. (5.1.2)
  const args = { connection, engine: 'reliability', include_failure: 'true' } as const
  return queryOptions<Page<ShowInstanceResp>, ApiError>({
    queryKey: [...keyOf(rocketmq.listInstances, args), 'overview'],
    queryFn: ({ signal }) =>
      readAll<ShowInstanceResp>(
        { operation: rocketmq.listInstances, args },
        (row) => row.instance_id ?? '',
        signal,
        () => undefined,
      ),
    refetchInterval: ({ queryHash, state }) => pollInterval(queryHash, state.data?.rows.some(isBusy) ?? false),
  })
}

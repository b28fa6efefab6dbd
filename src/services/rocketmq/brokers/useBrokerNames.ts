import { useQuery } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { query } from '~/api/query.ts'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { brokerMessages } from './brokerMessages.ts'

/** The SDK gives 10 brokers unless told otherwise, and 50 at most. */
const MOST = 50

interface BrokerNames {
  names: readonly string[]
  /** Why they are not there, for a form that has to name all of them: still being read, or the read failed. */
  missing: string | undefined
  error: ApiError | null
  onRetry: () => void
}

/** The brokers to choose from, read beside the form: one that cannot have them still opens and says why. */
export function useBrokerNames(): BrokerNames {
  const t = useMessages(brokerMessages)
  const { params, instance } = useInstance()
  const { connection, instance_id } = params
  const { data, error, refetch } = useQuery(
    query(
      rocketmq.listBrokers,
      { connection, instance_id, limit: MOST },
      { enabled: instanceCan.readBrokers(instance) === undefined },
    ),
  )
  return {
    names: (data?.brokers ?? []).flatMap((broker) => broker.broker_name || []),
    missing: data ? undefined : error ? t.unread : t.reading,
    error: data ? null : error,
    onRetry: () => void refetch(),
  }
}

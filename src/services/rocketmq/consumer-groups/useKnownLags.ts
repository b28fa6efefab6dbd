import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { lagStore, type KnownLags } from './knownLags.ts'

/** The lags of an instance that are known, without reading any; `current` tells them at any later time. */
export function useKnownLags({ connection, instance_id }: InstanceParams): {
  lags: KnownLags
  current: () => KnownLags
} {
  const client = useQueryClient()
  const store = useMemo(() => lagStore(client, { connection, instance_id }), [client, connection, instance_id])
  return { lags: useSyncExternalStore(store.subscribe, store.read), current: store.read }
}

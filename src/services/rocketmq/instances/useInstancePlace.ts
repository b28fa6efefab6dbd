import type { Place } from '~/components/actions.ts'
import { useMessages } from '~/components/useMessages.ts'
import { usePlace } from '~/components/usePlace.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { useInstance } from './useInstance.ts'

/** The place of what lives inside the instance of the address: another instance may hold the same names. */
export function useInstancePlace(): Place {
  const { instance: kind } = useMessages(rocketmqMessages)
  const place = usePlace()
  const { params, instance } = useInstance()
  return { ...place, parent: { name: instance.name ?? params.instance_id, kind } }
}

import { useQuery } from '@tanstack/react-query'
import type { Params } from 'react-router'
import { query } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'

/** The name of an instance where only its id is known; the id until the name has come. */
export function InstanceName({ params }: { params: Params }) {
  const { connection = '', instance_id = '' } = params
  const { data } = useQuery(query(rocketmq.getInstance, { connection, instance_id }))
  return data?.name ?? instance_id
}

import type { TrackedJob } from '~/contract/console.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'

export interface JobTarget {
  /** The name, or the id where the job knows no more. */
  name: string
  /** Of an instance, whose name may be another. */
  id?: string
  to: string
}

/**
 * The page of what a job changes; where it deletes something, the list that it stood in. Undefined for services
 * without pages and for jobs that name no resource. `names` are those of the instances that are known, by id.
 */
export function jobTarget(job: TrackedJob, names?: ReadonlyMap<string, string>): JobTarget | undefined {
  const { instance_id, topic, group = job.args['group_id'], user_name } = job.args
  if (job.family !== 'rocketmq' || !instance_id) return undefined
  const { connection } = job
  const params = { connection, instance_id }
  const deletes = /^(delete|batchDelete)/.test(job.operationId)
  if (topic)
    return { name: topic, to: deletes ? rocketmqPaths.topics(params) : rocketmqPaths.topic({ ...params, topic }) }
  if (group)
    return { name: group, to: deletes ? rocketmqPaths.groups(params) : rocketmqPaths.group({ ...params, group }) }
  if (user_name)
    return { name: user_name, to: deletes ? rocketmqPaths.users(params) : rocketmqPaths.user({ ...params, user_name }) }
  const instance = { name: names?.get(instance_id) ?? instance_id, id: instance_id }
  if (/Topics?$/.test(job.operationId)) return { ...instance, to: rocketmqPaths.topics(params) }
  if (/ConsumerGroups?$/.test(job.operationId)) return { ...instance, to: rocketmqPaths.groups(params) }
  if (/Users?$/.test(job.operationId)) return { ...instance, to: rocketmqPaths.users(params) }
  return { ...instance, to: deletes ? rocketmqPaths.instances({ connection }) : rocketmqPaths.instance(params) }
}

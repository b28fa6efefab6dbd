/**
 * What a call has to name so that the simulated cloud finds it, where the simulation keeps state: read from the cloud
 * itself. Families without state answer the documented example to any valid call.
 */
import type { Operation } from '../../scripts/provenOperations.ts'
import { callGantry, type ServerStack } from '../../scripts/stack.ts'

/** Names by family: parameters, and fields of bodies. */
export interface Known {
  rocketmq: Readonly<
    Record<'instance_id' | 'topic' | 'group' | 'user_name' | 'task_id' | 'dead_letter_topic' | 'dead_letter', string>
  >
  /** An engine without a sign-in, and one with. */
  engine: string
  secured: string
}

/** Dead letters of this group are in the data of the default scenario. */
const GROUP = 'billing-writer'

/** Reads what there is in the default scenario. */
export async function readKnown(server: ServerStack, connection: string, cookie: string): Promise<Known> {
  const get = async <T>(path: string) =>
    (await callGantry<T>(server.origin, 'GET', `/cloud/${connection}${path}`, undefined, cookie)).value
  const { instances } = await get<{ instances: { instance_id: string; name: string }[] }>(
    '/rocketmq/v2/-/instances?engine=reliability',
  )
  const instance_id = instances.find(({ name }) => name === 'orders-prod')?.instance_id ?? ''
  const at = `/rocketmq/v2/-/instances/${instance_id}`
  const [{ users }, { tasks }, { data }] = await Promise.all([
    get<{ users: { access_key: string; admin: boolean }[] }>(`${at}/users`),
    get<{ tasks: { id: string }[] }>(`${at}/tasks?start=1&limit=10`),
    get<{ data: { id: string; authType: string }[] }>('/cse-engine/v2/-/enginemgr/engines?offset=0&limit=10'),
  ])
  const dead_letter_topic = `%DLQ%${GROUP}`
  const now = Date.now()
  const letters = await get<{ messages: { msg_id: string }[] }>(
    `/rocketmq/v2/reliability/-/instances/${instance_id}/messages?topic=${encodeURIComponent(dead_letter_topic)}&limit=10&offset=0&start_time=${now - 3 * 86_400_000}&end_time=${now}`,
  )
  return {
    rocketmq: {
      instance_id,
      topic: 'order-paid',
      group: GROUP,
      user_name: users.find(({ admin }) => !admin)?.access_key ?? '',
      task_id: tasks[0]?.id ?? '',
      dead_letter_topic,
      dead_letter: letters.messages[0]?.msg_id ?? '',
    },
    engine: data.find(({ authType }) => authType === 'NONE')?.id ?? '',
    secured: data.find(({ authType }) => authType === 'RBAC')?.id ?? '',
  }
}

/** Values for the form: parameters, which the sample leaves as they are, and a body where the sample would name what is not there. */
export function knownValues(operation: Operation, known: Known): Record<string, unknown> {
  const names = [
    ...[...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name),
    ...(operation.query ?? []),
    ...(operation.headers ?? []),
  ]
  const among = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]))
  if (operation.family === 'servicecomb') return { '@engine': known.engine }
  if (operation.family === 'cse-engine')
    return among({
      engine_id: known.secured,
      ...(operation.path.includes('/accounts') ? { 'x-engine-id': known.secured } : {}),
    })
  if (operation.family !== 'rocketmq') return {}
  const { dead_letter_topic, dead_letter, ...rest } = known.rocketmq
  const now = Date.now()
  const search = { start_time: String(now - 3_600_000), end_time: String(now) }
  const parameters = among({ ...rest, group_id: rest.group, ...(operation.id === 'listMessages' ? search : {}) })
  const bodies: Readonly<Record<string, unknown>> = {
    batchUpdateConsumerGroups: { groups: [{ name: rest.group, enabled: true, broadcast: false, retry_max_time: 16 }] },
    resetConsumerOffset: { topic: rest.topic, timestamp: now - 3_600_000 },
    exportDeadLetterMessages: { topic: dead_letter_topic, msg_id_list: [dead_letter] },
  }
  return bodies[operation.id] === undefined ? parameters : { ...parameters, body: bodies[operation.id] }
}

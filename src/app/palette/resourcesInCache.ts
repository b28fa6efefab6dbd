import type { Query, QueryClient } from '@tanstack/react-query'
import { rocketmqPaths } from '~/paths/rocketmq.ts'

export interface CachedResource {
  kind: 'instance' | 'topic' | 'group' | 'user'
  name: string
  /** The instance it is in: its name, or its id where only that is known. */
  within?: string
  to: string
}

type Fields = Readonly<Record<string, unknown>>
interface Found {
  kind: CachedResource['kind']
  name: string
  instance_id: string
}

/** Where the operations keep names: the list in the answer, the name in a row, the argument of a read of one. */
const sources: Readonly<Record<string, { kind: Found['kind']; items?: string; name: string; arg?: string }>> = {
  listInstances: { kind: 'instance', items: 'instances', name: 'instance_id' },
  getInstance: { kind: 'instance', name: 'instance_id' },
  listTopics: { kind: 'topic', items: 'topics', name: 'name' },
  getTopic: { kind: 'topic', name: 'name', arg: 'topic' },
  listConsumerGroups: { kind: 'group', items: 'groups', name: 'name' },
  getConsumerGroup: { kind: 'group', name: 'name', arg: 'group' },
  listUsers: { kind: 'user', items: 'users', name: 'access_key' },
  getUser: { kind: 'user', name: 'access_key', arg: 'user_name' },
}

const fieldsOf = (value: unknown): Fields => (value !== null && typeof value === 'object' ? (value as Fields) : {})
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The rows of an answer as it came, or as `useList` keeps it; an answer about one thing is its only row. */
function rowsOf(data: Fields, items: string | undefined): readonly unknown[] {
  const rows = items ? (data['rows'] ?? data[items]) : [data]
  return Array.isArray(rows) ? rows : []
}

function find(query: Query, names: Map<string, string>): Found[] {
  const source = sources[String(query.queryKey[2])]
  // A failed read may be of something that is gone.
  if (!source || query.state.status === 'error') return []
  const args = fieldsOf(query.queryKey[3])
  return rowsOf(fieldsOf(query.state.data), source.items).flatMap((value): Found[] => {
    const row = fieldsOf(value)
    if (source.kind === 'instance') {
      const instance_id = text(row['instance_id'])
      const name = text(row['name'])
      if (instance_id && name) names.set(instance_id, name)
      return instance_id ? [{ kind: source.kind, name: instance_id, instance_id }] : []
    }
    const instance_id = text(args['instance_id'])
    const name = (source.arg ? text(args[source.arg]) : undefined) ?? text(row[source.name])
    return instance_id && name ? [{ kind: source.kind, name, instance_id }] : []
  })
}

function pathOf(connection: string, { kind, name, instance_id }: Found): string {
  const params = { connection, instance_id }
  if (kind === 'topic') return rocketmqPaths.topic({ ...params, topic: name })
  if (kind === 'group') return rocketmqPaths.group({ ...params, group: name })
  if (kind === 'user') return rocketmqPaths.user({ ...params, user_name: name })
  return rocketmqPaths.instance(params)
}

/** Instances, topics, groups and users that have been read through a connection, each once, instances first. */
export function resourcesInCache(client: QueryClient, connection: string): CachedResource[] {
  const names = new Map<string, string>()
  const queries = client
    .getQueryCache()
    .findAll({ queryKey: [connection, 'rocketmq'], predicate: (query) => query.state.data !== undefined })
  const found = new Map<string, Found>()
  for (const one of queries.flatMap((query) => find(query, names))) found.set(pathOf(connection, one), one)
  const resources = [...found].map(([to, one]): CachedResource => {
    const instance = names.get(one.instance_id) ?? one.instance_id
    return one.kind === 'instance'
      ? { kind: one.kind, name: instance, to }
      : { kind: one.kind, name: one.name, within: instance, to }
  })
  const order = { instance: 0, topic: 1, group: 2, user: 3 }
  return resources.sort((a, b) => order[a.kind] - order[b.kind] || a.name.localeCompare(b.name))
}

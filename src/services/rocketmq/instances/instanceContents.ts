import { queryOptions } from '@tanstack/react-query'
import { call } from '~/api/client.ts'
import type { ApiError } from '~/api/error.ts'
import { keyOf } from '~/api/query.ts'
import { formatNumber } from '~/components/numbers.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { limiter } from '~/lib/limiter.ts'
import type { instanceListMessages } from './instanceListMessages.ts'

/** What goes with an instance. Undefined: it could not be read, never 0. */
export interface InstanceContents {
  gigabytes?: number | undefined
  topics?: number | undefined
  groups?: number | undefined
  users?: number | undefined
  /** Without ACL there are no users to count. */
  hasUsers: boolean
}

/** An instance costs up to four calls, so all readers together make no more than so many at once. */
const limited = limiter(4)

/**
 * What an instance holds, counted now whatever is cached. Each part that cannot be read stays unknown by itself; only
 * a running instance tells what is in it (Table 7-2).
 */
export function contentsQuery(connection: string, row: ShowInstanceResp) {
  const args = { connection, instance_id: row.instance_id ?? '' }
  return queryOptions<InstanceContents, ApiError>({
    queryKey: [...keyOf(rocketmq.getInstance, args), 'contents'],
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const read = <Result>(task: () => Promise<Result>) =>
        limited(task, signal).catch((error: unknown) => {
          if (signal.aborted) throw error
          return undefined
        })
      const options = { signal }
      const now = await read(() => call(rocketmq.getInstance, args, options))
      const { status, enable_acl } = now ?? row
      const hasUsers = enable_acl !== false
      if (status !== 'RUNNING') return { gigabytes: now?.used_storage_space, hasUsers }
      const [topics, groups, users] = await Promise.all([
        read(() => call(rocketmq.listTopics, { ...args, limit: 1 }, options)),
        read(() => call(rocketmq.listConsumerGroups, { ...args, limit: 1 }, options)),
        hasUsers ? read(() => call(rocketmq.listUsers, { ...args, limit: '1' }, options)) : undefined,
      ])
      return {
        gigabytes: now?.used_storage_space,
        topics: topics?.total,
        groups: groups?.total,
        users: users?.total,
        hasUsers,
      }
    },
  })
}

/** `4 topics, 2 consumer groups, – users, 186 GB of messages`; what is unknown is a dash. */
export function contentsText(t: typeof instanceListMessages.en, contents: InstanceContents): string {
  const count = (total: number | undefined) => formatNumber(total) ?? '–'
  return t.contentsOf(
    count(contents.topics),
    count(contents.groups),
    contents.hasUsers ? count(contents.users) : undefined,
    count(contents.gigabytes),
  )
}

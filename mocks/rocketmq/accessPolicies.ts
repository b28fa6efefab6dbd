import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { AccessPolicy } from '~/contract/rocketmq/generated/types.ts'
import { type Db, type FamilyHandlers, Reply } from '../simulation.ts'
import { cut, type Page, pageOf } from './paging.ts'
import { findGroup, findTopic, type InstanceRow, shapes, type UserRow, usableInstance } from './state.ts'
import { hashOf } from '../scenarios/ids.ts'

type Kind = 'topic' | 'group'

/** The right of a user on a topic or group; '' for an administrator, who needs none. Undefined: no right at all. */
function rightOf(user: UserRow, kind: Kind, name: string): string | undefined {
  const own = (kind === 'topic' ? user.topic_perms : user.group_perms).find((one) => one.name === name)?.perm
  if (own !== undefined) return own
  if (user.admin) return ''
  const usual = kind === 'topic' ? user.default_topic_perm : user.default_group_perm
  return usual === 'DENY' ? undefined : usual
}

function policies(row: InstanceRow, kind: Kind, name: string): AccessPolicy[] {
  return row.users.flatMap((user) => {
    const perm = rightOf(user, kind, name)
    const { access_key, white_remote_address, admin } = user
    return perm === undefined ? [] : [{ access_key, white_remote_address, admin, perm }]
  })
}

/** The older lists hand out the secret, in an encrypted form that still must not be shown. */
function withSecret(policy: AccessPolicy): AccessPolicy & { secret_key: string } {
  const noise = Array.from({ length: 12 }, (_, at) => hashOf(`${policy.access_key} ${at}`).toString(36)).join('')
  return { ...policy, secret_key: `AAAAAgAAAAAAAAAHAAAAQAAA${noise}=` }
}

/** The older answer: with secrets, and (example of 5.5.7) a single policy without an array around it. */
function older(db: Db, all: AccessPolicy[], page: Page, name: string): Reply {
  const rows = cut(all, page).map(withSecret)
  const bare = rows.length === 1 && shapes(db) === 'example'
  return new Reply(200, { policies: bare ? rows[0] : rows, total: all.length, name })
}

export const accessPolicyHandlers = {
  listTopicAccessPolicies({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageUsers')
    const { name } = findTopic(row, args.topic, now)
    return older(db, policies(row, 'topic', name), pageOf(args, 1000, 1000), name)
  },

  listConsumerGroupAccessPolicies({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageUsers')
    const { name } = findGroup(row, args.group, now).settings
    const all = policies(row, 'group', name)
    return { policies: cut(all, pageOf(args, 1000, 1000)), total: all.length, name }
  },

  listConsumerGroupAccessPoliciesByEngine({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageUsers')
    const { name } = findGroup(row, args.group_id, now).settings
    return older(db, policies(row, 'group', name), pageOf(args, 1000, 1000), name)
  },
} satisfies Partial<FamilyHandlers<typeof operations>>

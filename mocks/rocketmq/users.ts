import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { UserReq } from '~/contract/rocketmq/generated/types.ts'
import { type FamilyHandlers, problem } from '../simulation.ts'
import { cut, pageOf } from './paging.ts'
import { type InstanceRow, shapes, type UserRow, usableInstance } from './state.ts'

const topicPerms = ['DENY', 'PUB', 'SUB', 'PUB|SUB']
const groupPerms = ['DENY', 'SUB', 'PUB|SUB']

/** Three kinds of characters, 8 to 32 (DMS.00400012). */
function isStrong(secret: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\da-zA-Z]/].filter((kind) => kind.test(secret)).length
  return secret.length >= 8 && secret.length <= 32 && kinds >= 3
}

function checkPerm(perm: string | undefined, known: string[]): void {
  if (perm !== undefined && !known.includes(perm))
    throw problem('DMS.00400062', { message: `The right ${perm} is not known.` })
}

/**
 * The user that a request makes. It is a replacement: what is not sent falls back to its default or is lost. Only the
 * secret stays, because the reference does not say what happens to an absent one.
 * @throws DMS.00400062, DMS.00400012
 */
function toUser(name: string, sent: UserReq, secret: string | undefined): UserRow {
  const secret_key = sent.secret_key === undefined || sent.secret_key === '' ? secret : sent.secret_key
  if (secret_key === undefined || (sent.secret_key && !isStrong(sent.secret_key))) throw problem('DMS.00400012')
  for (const perm of [sent.default_topic_perm, ...(sent.topic_perms ?? []).map((one) => one.perm)])
    checkPerm(perm, topicPerms)
  for (const perm of [sent.default_group_perm, ...(sent.group_perms ?? []).map((one) => one.perm)])
    checkPerm(perm, groupPerms)
  const names = [
    ...(sent.topic_perms ?? []).map((one) => `t ${one.name}`),
    ...(sent.group_perms ?? []).map((one) => `g ${one.name}`),
  ]
  if (new Set(names).size < names.length) throw problem('DMS.00400062', { message: 'A topic or group is named twice.' })
  return {
    white_remote_address: '',
    admin: false,
    default_topic_perm: 'DENY',
    default_group_perm: 'DENY',
    topic_perms: [],
    group_perms: [],
    ...sent,
    access_key: name,
    secret_key,
  }
}

function find(row: InstanceRow, name: string): UserRow {
  const user = row.users.find((one) => one.access_key === name)
  // The reference has no code for an unknown user.
  if (!user) throw problem('DMS.00404001', { message: `The user ${name} does not exist.` })
  return user
}

export const userHandlers = {
  createUser({ args, body, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageUsers')
    const name = body.access_key ?? ''
    // The error table forbids underscores, the documented examples have them.
    if (!/^[\w-]{4,64}$/.test(name)) throw problem('DMS.00400015')
    if (row.users.some((one) => one.access_key === name)) {
      throw problem('DMS.00400062', { message: `The user ${name} exists already.` })
    }
    const user = toUser(name, body, undefined)
    row.users.push(user)
    return shapes(db) === 'example' ? { users: user, total: 1 } : user
  },

  listUsers({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageUsers')
    return { users: cut(row.users, pageOf(args, 50)), total: row.users.length }
  },

  getUser({ args, db, now }) {
    return find(usableInstance(db, args.instance_id, now, 'manageUsers'), args.user_name)
  },

  updateUser({ args, body, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageUsers')
    const before = find(row, args.user_name)
    const after = toUser(args.user_name, body, before.secret_key)
    row.users[row.users.indexOf(before)] = after
    return after
  },

  deleteUser({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageUsers')
    row.users.splice(row.users.indexOf(find(row, args.user_name)), 1)
    return {}
  },
} satisfies Partial<FamilyHandlers<typeof operations>>

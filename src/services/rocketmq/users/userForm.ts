/** What the user forms hold and send (sections 5.5.1 and 5.5.3). Pure. */
import type { User, UserReq } from '~/contract/rocketmq/generated/types.ts'
import { changedFields, type Change } from '~/lib/changes.ts'
import { isNarrowing, narrowingOf, type NamedRight, type Narrowing } from './userRights.ts'

/** One line of a table of rights. */
export interface RightRow {
  name: string
  perm: string
  /** Added in the form: its name can still be typed. */
  isNew?: true
}

/** Both forms hold the same; the name is only typed when a user is created. */
export interface UserValues {
  access_key: string
  /** '' keeps the present one. */
  secret_key: string
  white_remote_address: string
  /** Undefined: not known. */
  admin: boolean | undefined
  default_topic_perm: string
  default_group_perm: string
  topic_perms: RightRow[]
  group_perms: RightRow[]
}

const toRight = ({ name, perm }: RightRow) => ({ name: name.trim(), perm })

/** No right on anything until it is given. */
export function initialCreateValues(): UserValues {
  return {
    access_key: '',
    secret_key: '',
    white_remote_address: '',
    admin: false,
    default_topic_perm: 'DENY',
    default_group_perm: 'DENY',
    topic_perms: [],
    group_perms: [],
  }
}

/** Exactly what is sent; an address list that is not given is left out. */
export function toCreateRequest(values: UserValues): UserReq {
  const { white_remote_address: address, topic_perms, group_perms, ...rest } = values
  return {
    ...rest,
    ...(address === '' ? {} : { white_remote_address: address }),
    topic_perms: topic_perms.map(toRight),
    group_perms: group_perms.map(toRight),
  }
}

const rowsOf = (rights: readonly NamedRight[] | undefined): RightRow[] =>
  (rights ?? []).map(({ name = '', perm = '' }) => ({ name, perm }))

export function initialEditValues(user: User): UserValues {
  return {
    access_key: user.access_key ?? '',
    secret_key: '',
    white_remote_address: user.white_remote_address ?? '',
    admin: user.admin,
    default_topic_perm: user.default_topic_perm ?? '',
    default_group_perm: user.default_group_perm ?? '',
    topic_perms: rowsOf(user.topic_perms),
    group_perms: rowsOf(user.group_perms),
  }
}

/** Lines over the entries they came from, so that what an entry holds besides name and right stays. */
function overlayRights<Right extends NamedRight>(
  entries: readonly Right[] | undefined,
  rows: readonly RightRow[],
): (Right | RightRow)[] {
  return rows.map(toRight).map((row) => {
    const entry = entries?.find((one) => one.name === row.name)
    if (!entry) return row
    return (entry.perm ?? '') === row.perm ? entry : { ...entry, perm: row.perm }
  })
}

/** The values in a form that can be compared: which line stands where, and which was added, is no difference. */
function comparable(values: UserValues): UserValues {
  const sorted = (rows: readonly RightRow[]) =>
    rows.map(toRight).toSorted((one, other) => (one.name < other.name ? -1 : 1))
  return { ...values, topic_perms: sorted(values.topic_perms), group_perms: sorted(values.group_perms) }
}

/** What the form was opened on against what it holds now, by field. */
function changesOf(values: UserValues, before: UserValues): Change[] {
  return changedFields(comparable(before), comparable(values))
}

/** The same for people: a line for each topic and group whose right changes; `after` undefined when it is removed. */
export function reviewOf(values: UserValues, before: UserValues): Change[] {
  return changesOf(values, before).flatMap((change): Change[] => {
    const { field } = change
    if (field !== 'topic_perms' && field !== 'group_perms') return [change]
    const names = [...before[field], ...values[field]].map((row) => row.name.trim())
    return [...new Set(names)]
      .filter((name) => name !== '')
      .map((name) => ({
        field: `${field}.${name}`,
        before: permIn(before[field], name),
        after: permIn(values[field], name),
      }))
      .filter((one) => one.before !== one.after)
  })
}

const permIn = (rows: readonly RightRow[], name: string) => rows.find((row) => row.name.trim() === name)?.perm

export interface RowProblem {
  /** Path of the form: `topic_perms.0.name`. */
  path: string
  problem: 'missing' | 'duplicate'
}

/** Lines without a name, and names that stand there twice (the cloud refuses both). */
export function rowProblems(values: Pick<UserValues, 'topic_perms' | 'group_perms'>): RowProblem[] {
  return (['topic_perms', 'group_perms'] as const).flatMap((field) =>
    values[field].flatMap((row, index): RowProblem[] => {
      const name = row.name.trim()
      const path = `${field}.${index}.name`
      if (name === '') return [{ path, problem: 'missing' }]
      return values[field].findIndex((one) => one.name.trim() === name) < index ? [{ path, problem: 'duplicate' }] : []
    }),
  )
}

/**
 * The whole user as it is sent: the fresh object, with the touched fields over it. Undefined when nothing is touched.
 * The secret is only in it when one was typed: the caller adds the present one.
 */
export function toUpdateRequest(fresh: User, values: UserValues, before: UserValues): UserReq | undefined {
  const touched = new Set(changesOf(values, before).map(({ field }) => field))
  if (touched.size === 0) return undefined
  const plain = (
    ['secret_key', 'white_remote_address', 'admin', 'default_topic_perm', 'default_group_perm'] as const
  ).filter((field) => touched.has(field))
  const { secret_key: _present, ...rest } = fresh
  return {
    ...rest,
    ...Object.fromEntries(plain.map((field) => [field, values[field]])),
    ...(touched.has('topic_perms') ? { topic_perms: overlayRights(fresh.topic_perms, values.topic_perms) } : {}),
    ...(touched.has('group_perms') ? { group_perms: overlayRights(fresh.group_perms, values.group_perms) } : {}),
  }
}

function carryRows(values: readonly RightRow[], before: readonly RightRow[], now: readonly RightRow[]): RightRow[] {
  const isTouched = (name: string) => permIn(values, name) !== permIn(before, name)
  const kept = now.flatMap((row) =>
    isTouched(row.name) ? values.filter((one) => one.name.trim() === row.name) : [row],
  )
  const added = values.filter((row) => isTouched(row.name.trim()) && permIn(now, row.name.trim()) === undefined)
  return [...kept, ...added]
}

/** The form after the object turned out to be changed meanwhile: the new state, with what was typed kept. */
export function carryOver(values: UserValues, before: UserValues, now: UserValues): UserValues {
  const touched = changesOf(values, before).map(({ field }) => [field, values[field as keyof UserValues]])
  return {
    ...now,
    ...Object.fromEntries(touched),
    topic_perms: carryRows(values.topic_perms, before.topic_perms, now.topic_perms),
    group_perms: carryRows(values.group_perms, before.group_perms, now.group_perms),
  }
}

export interface UserDangers {
  narrowing: Narrowing
  isNarrower: boolean
  secret: boolean
  adminLost: boolean
  addresses: boolean
}

/** What about a change can cut off clients that are in use; adding to what is allowed cannot. */
export function dangersOf(values: UserValues, before: UserValues): UserDangers {
  const narrowing = narrowingOf(before, values)
  return {
    narrowing,
    isNarrower: isNarrowing(narrowing),
    secret: values.secret_key !== '',
    adminLost: before.admin !== false && values.admin === false,
    addresses: values.white_remote_address !== before.white_remote_address && values.white_remote_address !== '',
  }
}

/** DMS.00400012: 8 to 32 characters, three kinds. The reference is of two minds which kinds, so case counts here. */
export function isWeakSecret(secret: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\da-zA-Z]/].filter((kind) => kind.test(secret)).length
  const length = [...secret].length
  return length < 8 || length > 32 || kinds < 3
}

/** DMS.00400015 says letters, digits and hyphens, the documented examples have underscores as well. */
export function isUserName(name: string): boolean {
  return /^[\w-]{4,64}$/.test(name)
}

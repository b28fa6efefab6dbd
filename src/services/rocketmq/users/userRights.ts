/** What a right of a user means, and what a change of rights takes away (section 5.5, contract notes (d)). Pure. */

/** A right on one topic or consumer group; further fields of an entry are kept by the forms, not known here. */
export interface NamedRight {
  name?: string
  perm?: string
}

export interface Rights {
  admin?: boolean
  default_topic_perm?: string
  default_group_perm?: string
  topic_perms?: readonly NamedRight[]
  group_perms?: readonly NamedRight[]
}

export type Kind = 'topic' | 'group'
export type Direction = 'PUB' | 'SUB'

const directions: Readonly<Record<string, readonly Direction[]>> = {
  '': [],
  DENY: [],
  PUB: ['PUB'],
  SUB: ['SUB'],
  'PUB|SUB': ['PUB', 'SUB'],
}

/** Whether a right holds a direction; undefined for a word that nobody knows, and when there is none. */
export function holds(perm: string | undefined, direction: Direction): boolean | undefined {
  return perm === undefined || perm === '' ? undefined : directions[perm]?.includes(direction)
}

export function exceptionsOf(rights: Rights, kind: Kind): readonly NamedRight[] {
  return (kind === 'topic' ? rights.topic_perms : rights.group_perms) ?? []
}

export function defaultOf(rights: Rights, kind: Kind): string | undefined {
  return kind === 'topic' ? rights.default_topic_perm : rights.default_group_perm
}

/** The right on one name: its exception, or else the default. */
function rightOn(rights: Rights, kind: Kind, name: string): string | undefined {
  const exception = exceptionsOf(rights, kind).find((one) => one.name === name)
  return exception ? exception.perm : defaultOf(rights, kind)
}

/** Whether something that was allowed is not any more; a word that nobody knows may have allowed anything. */
function isNarrower(before: string | undefined, after: string | undefined): boolean {
  const [old, now] = [before ?? '', after ?? '']
  if (old === now) return false
  const [held, left] = [directions[old], directions[now]]
  return held === undefined || left === undefined || held.some((direction) => !left.includes(direction))
}

export interface Narrowing {
  /** Names on which less is allowed than before. */
  topics: string[]
  groups: string[]
  /** The default right lost something: all names without an exception. */
  otherTopics: boolean
  otherGroups: boolean
}

/** Where a change of rights takes something away. An administrator has every right, whatever else is set. */
export function narrowingOf(before: Rights, after: Rights): Narrowing {
  if (after.admin === true) return { topics: [], groups: [], otherTopics: false, otherGroups: false }
  const names = (kind: Kind) => {
    const all = [...exceptionsOf(before, kind), ...exceptionsOf(after, kind)].map((one) => one.name ?? '')
    return [...new Set(all)].filter((name) => isNarrower(rightOn(before, kind, name), rightOn(after, kind, name)))
  }
  const others = (kind: Kind) => isNarrower(defaultOf(before, kind), defaultOf(after, kind))
  return { topics: names('topic'), groups: names('group'), otherTopics: others('topic'), otherGroups: others('group') }
}

/** Whether a change takes any right away. */
export function isNarrowing({ topics, groups, otherTopics, otherGroups }: Narrowing): boolean {
  return topics.length > 0 || groups.length > 0 || otherTopics || otherGroups
}

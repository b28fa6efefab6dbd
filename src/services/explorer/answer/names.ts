/** Under which parameter names a value of an answer may be known. Pure. */
import type { Steps } from './schemaAt.ts'

/** `x-engine-id`, `engineId` and `engine_id` name the same thing. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^x[-_]/, '')
    .replace(/[-_]/g, '')
}

/** `policies` → `policy`, `instances` → `instance`, `addresses` → `address`. */
function singular(name: string): string {
  if (/ies$/i.test(name)) return name.replace(/ies$/i, 'y')
  if (/(ss|sh|ch|x)es$/i.test(name)) return name.slice(0, -2)
  return /[^s]s$/i.test(name) ? name.slice(0, -1) : name
}

/** Names that say nothing about what they name: they count only together with what holds them. */
const vague = new Set([
  'id',
  'name',
  'code',
  'key',
  'value',
  'type',
  'status',
  'state',
  'version',
  'limit',
  'offset',
  'total',
  'size',
  'count',
  'mode',
  'description',
  'remark',
  'result',
  'success',
  'kind',
  'start',
  'action',
  'project',
  'projectid',
  'scope',
  'method',
  'uri',
  'url',
  'host',
  'port',
  'weight',
  'order',
  'tags',
  'enable',
  'enabled',
])

export function isVague(name: string): boolean {
  return vague.has(plainName(name))
}

/** The word for one element of what an operation is about: the last fixed part of its path. */
function subjectOf(path: string): string {
  const fixed = path.split('/').filter((part) => part !== '' && !part.startsWith('{'))
  return singular(fixed.at(-1) ?? '')
}

/**
 * Plain parameter names for the value at `steps` of an answer of the operation with this path: its own name, and for
 * `id` and `name` those made with what holds it (`topics[0].name` → `topic`, `topicname`).
 */
export function namesOf(path: string, steps: Steps): string[] {
  const words = steps.filter((step): step is string => typeof step === 'string')
  const own = typeof steps.at(-1) === 'number' ? singular(words.at(-1) ?? '') : (words.at(-1) ?? '')
  if (own === '') return []
  if (!isVague(own)) return [plainName(own), ...(typeof steps.at(-1) === 'number' ? [plainName(`${own}id`)] : [])]
  const plain = plainName(own)
  if (!['id', 'name', 'code', 'key'].includes(plain)) return []
  const holder = words.length > 1 ? singular(words.at(-2) ?? '') : ''
  const isUnnamed = ['data', 'item', 'list', 'record', 'result', 'row', 'resource', 'info', ''].includes(
    holder.toLowerCase(),
  )
  const subject = isUnnamed ? subjectOf(path) : holder
  // What a path calls `api-groups` is called `group` in parameters; a field `backend_api` is no `api`.
  const subjects = isUnnamed ? [subject, subject.split('-').at(-1) ?? subject] : [subject]
  return [...new Set(subjects.flatMap((word) => [plainName(word + own), plainName(word)]))].filter(
    (name) => !vague.has(name),
  )
}

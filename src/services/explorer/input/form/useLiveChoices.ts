import { skipToken, useQuery } from '@tanstack/react-query'
import { pageArgs, pageLimit } from '~/api/pages.ts'
import { query } from '~/api/query.ts'
import type { Operation } from '~/contract/types.ts'
import { factsQuery } from '../facts.ts'
import type { Choice, Options } from '../formNode.ts'
import { choicesFrom, neededNames, totalBeyond } from '../liveChoices.ts'
import { lookUp, type Place } from '../needs.ts'
import { useForm } from './formContext.ts'

const FRESH_MS = 30_000

export interface LiveChoices {
  state: 'loading' | 'ready' | 'none' | 'missing' | 'failed' | 'unreadable'
  choices: readonly Choice[]
  /** How many there are, where only the first page was read. */
  total?: number
  /** Parameters that have to be filled in first. */
  missing: readonly string[]
  error: Error | null
  retry: () => void
}

function known(name: string, place: Place, args: Readonly<Record<string, unknown>>): unknown {
  const value = lookUp(name, place) ?? args[name]
  return value === '' || (typeof value === 'object' && value !== null && !('text' in value)) ? undefined : value
}

/** The choices of a field from the operation that lists them, with the parameters known so far. */
export function useLiveChoices(options: Options, field: string, place: Place, isOpen: boolean): LiveChoices {
  const { facts, connection, args } = useForm()
  const isOther = options.family !== undefined && options.family !== facts.family
  const other = useQuery({ ...factsQuery(options.family ?? facts.family), enabled: isOpen && isOther })
  const source = isOther ? other.data : facts
  const operation = source?.operations[options.operationId]
  const needed = operation ? neededNames(operation, source?.operationSchemas[operation.id]) : []
  const missing = needed.filter((name) => known(name, place, args) === undefined)
  const isAble = isOpen && operation !== undefined && missing.length === 0
  const answer = useQuery(
    isAble
      ? listQuery(operation, connection, needed, place, args)
      : { queryKey: ['choices', 'none'], queryFn: skipToken },
  )
  const base = { choices: [], missing, error: null, retry: () => undefined }
  if (other.error) return { ...base, state: 'failed', error: other.error, retry: () => void other.refetch() }
  if (source && (!operation || missing.length > 0)) return { ...base, state: operation ? 'missing' : 'unreadable' }
  if (answer.error) return { ...base, state: 'failed', error: answer.error, retry: () => void answer.refetch() }
  if (!operation || answer.data === undefined) return { ...base, state: 'loading' }
  const choices = choicesFrom(operation, options, field, answer.data)
  if (!choices) return { ...base, state: 'unreadable' }
  const total = totalBeyond(operation, answer.data)
  return {
    ...base,
    state: choices.length > 0 ? 'ready' : 'none',
    choices,
    ...(total === undefined ? {} : { total }),
  }
}

function listQuery(
  operation: Operation,
  connection: string,
  needed: readonly string[],
  place: Place,
  args: Readonly<Record<string, unknown>>,
) {
  const headers = operation.headers ?? []
  const handed = [...needed, ...headers].flatMap((name) => {
    const value = known(name, place, args)
    return value === undefined ? [] : [[name, value]]
  })
  const page = operation.list ? pageArgs(operation.list, 0, pageLimit(operation.list)) : {}
  return query<Operation<Record<string, unknown>>>(
    operation as Operation<Record<string, unknown>>,
    { ...page, ...Object.fromEntries(handed), connection },
    { staleTime: FRESH_MS },
  )
}

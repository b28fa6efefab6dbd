/** Addresses of the API Explorer. */
import { ENGINE_VALUE, type Family } from '~/contract/types.ts'
import type { ConnectionParams } from './app.ts'
import { segment } from './segment.ts'

export interface OperationParams extends ConnectionParams {
  family: Family
  operationId: string
}

/** A call that a page made, without its secrets. */
interface MadeCall extends OperationParams {
  args: Readonly<Record<string, unknown>>
  engine?: string
  /** Its number in this tab. */
  id?: number
  /** Its body was too large to be kept. */
  isCut?: true
}

/** Values for the form as they stand in an address; absent or empty: none. */
function withValues(path: string, values: Readonly<Record<string, unknown>> | undefined): string {
  return values && Object.keys(values).length > 0 ? `${path}?with=${encodeURIComponent(JSON.stringify(values))}` : path
}

/** Characters that an address may spend on values: servers refuse long ones, and so ours would on a reload. */
const MAX_VALUES = 6000

const find = (params: ConnectionParams) => `/c/${segment(params.connection)}/explorer`
const operation = (params: OperationParams) => `${find(params)}/${params.family}/${segment(params.operationId)}`

export const explorerPaths = {
  find,
  /** The catalogue cut down to some families. */
  findIn: (params: ConnectionParams, families: readonly Family[]) =>
    `${find(params)}?f=${encodeURIComponent(`family:in:${families.join(',')}`)}`,
  /** One operation, its form filled with `values`: parameters by wire name and `body`, never secrets. */
  operation: (params: OperationParams, values?: Readonly<Record<string, unknown>>) =>
    withValues(operation(params), values),
  /** One operation, its form filled with a call or a saved request that the server keeps under an id, however large. */
  kept: (params: OperationParams, where: 'past' | 'saved', id: string) =>
    `${operation(params)}?${where}=${encodeURIComponent(id)}`,
  /** One operation with the values of a call that a page made; by its number in this tab where they are many. */
  call: ({ args, engine, id, isCut, ...params }: MadeCall) => {
    const values = withValues(operation(params), engine ? { ...args, [ENGINE_VALUE]: engine } : args)
    const path = isCut ? `${values}${values.includes('?') ? '&' : '?'}cut=1` : values
    return path.length <= MAX_VALUES || id === undefined ? path : `${operation(params)}?call=${id}`
  },
  saved: (params: ConnectionParams) => `${find(params)}/saved`,
  /** Calls that the user made in the explorer. */
  history: (params: ConnectionParams) => `${find(params)}/history`,
  /** The calls that the pages of this tab made; of one page only, when `page` (a path) is given. */
  calls: (params: ConnectionParams, page?: string) =>
    `${find(params)}/calls${page ? `?f=${encodeURIComponent(`page:is:${page}`)}` : ''}`,
  /** A saved read, run over several connections. */
  across: (params: ConnectionParams & { saved: string }) => `${find(params)}/across/${segment(params.saved)}`,
} as const

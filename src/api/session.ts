/** Our own server: session, connections, jobs (`src/contract/console.ts`). */
import { queryOptions } from '@tanstack/react-query'
import type {
  Connection,
  ConnectionDraft,
  ConnectionTest,
  EngineAccount,
  Project,
  Session,
  SetupRequest,
  SignInRequest,
  TrackedJob,
} from '~/contract/console.ts'
import type { ApiError } from './error.ts'
import { http, json } from './http.ts'
import { clearRecentCalls } from './recentCalls.ts'
import { encode } from './request.ts'

export const sessionQuery = queryOptions<Session, ApiError>({
  queryKey: ['session'],
  queryFn: ({ signal }) => json<Session>('GET', '/api/session', undefined, { signal, gated: false }),
  staleTime: Infinity,
})

export const connectionsQuery = queryOptions<Connection[], ApiError>({
  queryKey: ['connections'],
  queryFn: async ({ signal }) =>
    (await json<{ connections: Connection[] }>('GET', '/api/connections', undefined, { signal })).connections,
  staleTime: 60_000,
})

export const jobsQuery = queryOptions<TrackedJob[], ApiError>({
  queryKey: ['jobs'],
  queryFn: async ({ signal }) => (await json<{ jobs: TrackedJob[] }>('GET', '/api/jobs', undefined, { signal })).jobs,
  staleTime: 60_000,
})

const ungated = { gated: false }
export const signIn = (request: SignInRequest) => json<Session>('POST', '/api/session', request, ungated)
export const setUp = (request: SetupRequest) => json<Session>('POST', '/api/setup', request, ungated)
export const confirmPassword = (password: string) => json<void>('POST', '/api/session/confirm', { password }, ungated)
export const changePassword = (request: { current: string; password: string }) =>
  json<void>('PUT', '/api/session/password', request)
export const signOut = () => forgetting(http({ method: 'DELETE', path: '/api/session', gated: false }))
export const signOutEverywhere = () => forgetting(http({ method: 'DELETE', path: '/api/sessions' }))

/** The calls of a session end with it. */
async function forgetting(request: Promise<Response>): Promise<Response> {
  const response = await request
  clearRecentCalls()
  return response
}

export const createConnection = (draft: ConnectionDraft) => json<Connection>('POST', '/api/connections', draft)
export const updateConnection = (id: string, draft: ConnectionDraft) =>
  json<Connection>('PUT', `/api/connections/${encode(id)}`, draft)
export const deleteConnection = (id: string) => json<void>('DELETE', `/api/connections/${encode(id)}`)
export const testConnection = (id: string) => json<ConnectionTest>('POST', `/api/connections/${encode(id)}/test`)
export const testDraft = (draft: ConnectionDraft) => json<ConnectionTest>('POST', '/api/connections/test', draft)
/** The account with which the server signs in at one engine; needs fresh authentication. */
export const saveEngineAccount = (connection: string, engine: string, account: EngineAccount) =>
  json<void>('PUT', `/api/connections/${encode(connection)}/engines/${encode(engine)}`, account)
export const listProjects = async (draft: ConnectionDraft) =>
  (await json<{ projects: Project[] }>('POST', '/api/connections/projects', draft)).projects

export const saveJob = (job: TrackedJob) => json<void>('PUT', `/api/jobs/${encode(job.id)}`, job)
export const removeJob = (id: string) => json<void>('DELETE', `/api/jobs/${encode(id)}`)

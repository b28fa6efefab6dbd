import { useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { sessionQuery } from '~/api/session.ts'
import { newId } from '~/lib/newId.ts'
import {
  onRequestsChange,
  readRequests,
  withPast,
  withSaved,
  writeRequests,
  type PastRequest,
  type Requests,
  type SavedRequest,
} from './requestStore.ts'

type New<T> = Omit<T, 'id' | 'at'>

export interface RequestActions {
  remember: (request: New<PastRequest>) => void
  /** Whether there was room for it. */
  save: (request: New<SavedRequest>) => boolean
  forget: (ids: readonly string[]) => void
  forgetPast: () => void
}

/** The calls and saved requests of who is signed in. */
export function useRequests(): Requests & RequestActions {
  const { data: session } = useQuery(sessionQuery)
  const user = session?.user?.name ?? ''
  const requests = useSyncExternalStore(onRequestsChange, () => readRequests(user))
  const actions = useMemo((): RequestActions => {
    const stamp = () => ({ id: newId(), at: new Date().toISOString() })
    const isOther =
      (ids: readonly string[]) =>
      ({ id }: { id: string }) =>
        !ids.includes(id)
    return {
      remember: (request) => writeRequests(user, withPast(readRequests(user), { ...request, ...stamp() })),
      save: (request) => {
        const next = withSaved(readRequests(user), { ...request, ...stamp() })
        if (next) writeRequests(user, next)
        return next !== undefined
      },
      forget: (ids) => {
        const { past, saved } = readRequests(user)
        writeRequests(user, { past: past.filter(isOther(ids)), saved: saved.filter(isOther(ids)) })
      },
      forgetPast: () => writeRequests(user, { ...readRequests(user), past: [] }),
    }
  }, [user])
  return { ...requests, ...actions }
}

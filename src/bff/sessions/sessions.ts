/** Sessions: an opaque random id in a cookie; the store knows only its hash. */
import { hash, randomBytes } from 'node:crypto'
import type { Database } from '../store/database.ts'
import { remembered } from '../store/remembered.ts'
import { sessionStore, type SessionRow } from '../store/sessions.ts'
import type { User } from '../store/users.ts'

const FRESH_MS = 5 * 60_000
/** Requests that are under way while the id changes at a confirmation still carry the old one. */
const OVERLAP_MS = 10_000

export interface SessionTimes {
  idleMs: number
  sessionMs: number
}

export interface ActiveSession {
  idHash: string
  userId: string
  userName: string
  createdAt: number
  endsAt: number
  /** When it ends if nothing more is done, milliseconds. */
  expiresAt: number
  /** The password was typed within the last five minutes. */
  fresh: boolean
}

export interface Visitor {
  address: string
  agent: string
}

export function createSessions(db: Database, { idleMs, sessionMs }: SessionTimes, now: () => number) {
  const store = sessionStore(db)
  const find = remembered(db, (idHash) => store.find(idHash))
  const touchEvery = Math.min(30_000, idleMs / 10)

  const active = (row: SessionRow, seenAt: number): ActiveSession => ({
    idHash: row.id_hash,
    userId: row.user_id,
    userName: row.user_name,
    createdAt: row.created_at,
    endsAt: row.ends_at,
    expiresAt: Math.min(seenAt + idleMs, row.ends_at),
    fresh: now() - row.confirmed_at <= FRESH_MS,
  })

  return {
    /**
     * The session of a cookie's value, if it is alive.
     * @param background the request is polling: it does not keep the session alive
     */
    async find(id: string | undefined, background: boolean): Promise<ActiveSession | undefined> {
      if (id === undefined || !/^[A-Za-z0-9_-]{43}$/.test(id)) return undefined
      const row = await find(hashOf(id))
      if (!row || now() >= row.ends_at || now() >= row.seen_at + idleMs) return undefined
      if (background || now() - row.seen_at < touchEvery) return active(row, row.seen_at)
      await store.touch(row.id_hash, now())
      return active(row, now())
    },

    /** Whether a session that was found before has not ended; a confirmation may have changed its id. */
    isAlive: ({ userId, createdAt }: ActiveSession) => store.isAlive(userId, createdAt, now(), now() - idleMs),

    /** Starts a session with a new id; the id is given out here and never again. */
    async start(user: User, visitor: Visitor): Promise<{ id: string; session: ActiveSession }> {
      await store.removeEnded(now() - idleMs, now())
      const id = newId()
      const row: SessionRow = {
        id_hash: hashOf(id),
        user_id: user.id,
        user_name: user.name,
        created_at: now(),
        seen_at: now(),
        ends_at: now() + sessionMs,
        confirmed_at: now(),
      }
      await store.add({ ...row, ...visitor })
      return { id, session: active(row, now()) }
    },

    /** After the password was typed again: a new id that is fresh; the old one loses everything but a few seconds. */
    async confirm(session: ActiveSession, visitor: Visitor): Promise<string> {
      const id = newId()
      await store.replace(session.idHash, Math.min(session.endsAt, now() + OVERLAP_MS), {
        id_hash: hashOf(id),
        user_id: session.userId,
        created_at: session.createdAt,
        seen_at: now(),
        ends_at: session.endsAt,
        confirmed_at: now(),
        ...visitor,
      })
      return id
    },

    end: (idHash: string) => store.remove(idHash),
    endAll: (userId: string) => store.removeAll(userId),
  }
}

export type Sessions = ReturnType<typeof createSessions>

function newId(): string {
  return randomBytes(32).toString('base64url')
}

/** A 256-bit random value needs no salt and no slow hash; looking up the hash leaks no timing of the id. */
function hashOf(id: string): string {
  return hash('sha256', id, 'base64url')
}

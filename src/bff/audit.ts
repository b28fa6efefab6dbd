/** The record of who did what. Rows are added, never changed. */
import { randomUUID } from 'node:crypto'
import type { RequestContext, RequestStore } from './context.ts'
import { redact, type Logger, type Scrubber } from './log.ts'
import { createRefusals } from './auditRefusals.ts'
import { auditStore, type AuditRow } from './store/audit.ts'
import type { Database } from './store/database.ts'
import { Refusal } from './problem.ts'
import type { AuditEvent, Intent } from './types.ts'

/** Something that happened in our own part: sign-ins, refusals, changes of connections. */
export interface OwnEvent {
  action: string
  /** HTTP status of the answer; of a test that did not pass, that of a cloud that cannot be reached. */
  status: number
  user?: string
  connection?: string
  target?: Record<string, string>
}

/** What is known of a change at its end, and was not before. */
type OwnEnd = Pick<OwnEvent, 'status'> & Partial<OwnEvent>

export interface Audit {
  /** Records an event of our own and waits until it is written; a failure to write it is logged as an error. */
  record(event: OwnEvent): Promise<void>
  /** Records that somebody was turned away, in a way that nobody can fill the record with: see `auditRefusals.ts`. */
  refused(event: OwnEvent): Promise<void>
  /**
   * Makes a change of our own between two rows: what is about to be done (status 0), and how it ended.
   * @throws Refusal 503 when the first cannot be written, and nothing was done; and what `work` throws
   */
  change<T>(event: Omit<OwnEvent, 'status'>, work: () => Promise<T>, ended: (result: T) => OwnEnd): Promise<T>
  /**
   * Records what is about to be done (status 0), before it is done.
   * @throws Refusal 503 when it cannot be written: changes that leave no trace are not made
   */
  intend(event: Intent): Promise<void>
  /** Takes the proxy's report of a write, a reveal or a refusal; a failure to write it is logged as an error. */
  fromProxy(event: AuditEvent): void
  /** Resolves when everything taken so far is written. */
  settled(): Promise<void>
}

interface AuditDeps {
  db: Database
  requests: RequestStore
  log: Logger
  scrubber: Scrubber
  now: () => number
}

/** The status of a row that says what was about to be done; the row of its end has the same request id. */
const INTENDED = 0

export function createAudit({ db, requests, log, scrubber, now }: AuditDeps): Audit {
  const store = auditStore(db)
  const pending = new Set<Promise<void>>()
  const targetText = (target: Record<string, string> = {}) => JSON.stringify(redact(target, scrubber))
  const common = (context: RequestContext | undefined) => ({
    id: randomUUID(),
    at: now(),
    address: context?.address ?? 'server',
    user_name: context?.session?.userName ?? null,
  })
  function rowOf(event: AuditEvent): AuditRow {
    const context = requests.getStore()
    const base = common(context)
    return {
      ...base,
      user_name: event.user ?? base.user_name,
      action: event.operationId,
      connection: event.connection,
      target: targetText(event.target),
      risk: event.risk,
      status: event.status,
      request_id: event.requestId ?? context?.requestId ?? base.id,
      cloud_request_id: event.cloudRequestId ?? null,
      reveal: event.reveal ? 1 : 0,
      duration_ms: Math.round(event.durationMs),
    }
  }
  function ownRow(event: OwnEvent): AuditRow {
    const context = requests.getStore()
    const base = common(context)
    return {
      ...base,
      user_name: event.user ?? base.user_name,
      action: event.action,
      connection: event.connection ?? null,
      target: targetText(event.target),
      risk: null,
      status: event.status,
      request_id: context?.requestId ?? base.id,
      cloud_request_id: null,
      reveal: 0,
      duration_ms: null,
    }
  }

  /** @throws Refusal 503 */
  async function ahead(row: AuditRow, event: object): Promise<void> {
    try {
      await store.add(row)
    } catch (error) {
      log.error('audit.failed', { unwritten: event, error })
      throw new Refusal(503, 'gantry.audit_unavailable', 'The change was not made, because it cannot be recorded.', {
        hint: 'The store of the server cannot be written (is its disk full?). Reading goes on.',
      })
    }
  }

  async function record(event: OwnEvent): Promise<void> {
    const row = ownRow(event)
    try {
      await store.add(row)
    } catch (error) {
      log.error('audit.failed', { unwritten: event, error })
      return
    }
    log.info('audit', {
      action: row.action,
      user: row.user_name,
      address: row.address,
      status: row.status,
      requestId: row.request_id,
      target: event.target,
    })
  }

  const refusals = createRefusals({ requests, record, now })

  return {
    record,
    refused: (event) => refusals.note(event),
    async change(event, work, ended) {
      await ahead(ownRow({ ...event, status: INTENDED }), event)
      let result
      try {
        result = await work()
      } catch (error) {
        await record({ ...event, status: error instanceof Refusal ? error.status : 500 })
        throw error
      }
      await record({ ...event, ...ended(result) })
      return result
    },
    intend: (event) => ahead(rowOf({ ...event, status: INTENDED, durationMs: 0 }), event),
    fromProxy(event) {
      const written = store
        .add(rowOf(event))
        .catch((error: unknown) => log.error('audit.failed', { unwritten: event, error }))
        .finally(() => pending.delete(written))
      pending.add(written)
    },
    async settled() {
      await refusals.flush()
      await Promise.all(pending)
    },
  }
}

/** Connections: what is stored, what is shown, and what the proxy gets to work with. Secrets go in and never come out. */
import { randomUUID } from 'node:crypto'
import type { Connection, ConnectionTest, EngineAccount, Project } from '~/contract/console.ts'
import { badField, Refusal } from '../problem.ts'
import type { Scrubber } from '../log.ts'
import { seal, unseal } from '../secrets/envelope.ts'
import type { Kek } from '../secrets/kek.ts'
import { connectionStore, type ConnectionRow } from '../store/connections.ts'
import type { Database } from '../store/database.ts'
import { remembered } from '../store/remembered.ts'
import type { Credentials, Target } from '../types.ts'
import { PROJECT_UNREAD } from '../upstream/checks.ts'
import { hintOf, type CheckedDraft } from './draft.ts'
import { endpointsIn, once } from './endpoints.ts'
import { createEngineAccounts, engineEndpoint, simulatedEngine, simulatedEngines } from './engines.ts'
import { defaultEndpoint } from './regions.ts'
import { changesReach, isStored, redirects, view, type Endpoints } from './rows.ts'
import type { RunningCloud, SimulatedCloud } from './simulated.ts'
import { stateOf, testedDrafts } from './testedDrafts.ts'

/** What the connections need of the part that talks to the cloud. */
export interface CloudCalls {
  /** The addresses of an engine, from the cloud. */
  engineOrigins(target: Target, engineId: string): Promise<string[]>
  test(target: Target): Promise<ConnectionTest>
  projects(target: Target): Promise<Project[]>
}

export interface ConnectionDeps {
  db: Database
  kek: Kek
  scrubber: Scrubber
  now: () => number
  simulated: SimulatedCloud
  privateEndpoints: ReadonlySet<string>
  cloud: CloudCalls
}

const KEPT = 200

export function createConnections({ db, kek, scrubber, now, simulated, privateEndpoints, cloud }: ConnectionDeps) {
  const store = connectionStore(db)
  const findRow = remembered(db, (id) => store.find(id))
  /** Decrypted targets by id and version. */
  const opened = new Map<string, { version: number; target: Target }>()
  const engines = createEngineAccounts({ db, kek, scrubber, now })
  const simulatedTargets = new WeakMap<RunningCloud, Map<string, Target>>()
  const binding = (id: string) => ({ kind: 'connection', id, field: 'credential' })

  const endpointOf = endpointsIn(privateEndpoints)
  const tested = testedDrafts(now)

  function remember(credentials: Credentials): Credentials {
    for (const [name, value] of Object.entries(credentials)) {
      if (name === 'secretKey' || name === 'securityToken' || name === 'password') scrubber.add(value)
    }
    return credentials
  }

  async function credentialsOf(row: ConnectionRow): Promise<Credentials> {
    if (row.secret === null) throw new Error(`connection ${row.id} has no stored credentials`)
    return remember(JSON.parse(await unseal(kek, row.secret, binding(row.id))) as Credentials)
  }

  async function simulatedTarget(id: string): Promise<Target> {
    const running = await simulated.get()
    let made = simulatedTargets.get(running)
    if (!made) simulatedTargets.set(running, (made = new Map()))
    let target = made.get(id)
    if (!target) {
      target = {
        id,
        region: running.region,
        projectId: running.projectId,
        credentials: remember({ kind: 'aksk', accessKey: running.accessKey, secretKey: running.secretKey }),
        endpoint: once((family) => ({ url: new URL(running.endpoints[family]), allowPrivate: true })),
        engines: simulatedEngines(
          running,
          engines.ways(id, (url) => simulatedEngine(running, url)),
        ),
      }
      if (!id.startsWith('draft-')) made.set(id, target)
    }
    return target
  }

  async function targetOf(row: ConnectionRow): Promise<Target> {
    if (row.simulated === 1) return simulatedTarget(row.id)
    const kept = opened.get(row.id)
    if (kept?.version === row.version) return kept.target
    const target: Target = {
      id: row.id,
      region: row.region,
      projectId: row.project_id,
      credentials: await credentialsOf(row),
      refused: row.state === 'refused',
      endpoint: once(
        endpointOf(row.region, JSON.parse(row.endpoints) as Endpoints, JSON.parse(row.certificates) as Endpoints),
      ),
      engines: engines.ways(row.id, (url, ca) => {
        const { cse } = JSON.parse(row.endpoints) as Endpoints
        const fromCloud = cse === undefined || cse === new URL(defaultEndpoint('cse', row.region)).origin
        const trusted = ca ?? (JSON.parse(row.certificates) as Endpoints).cse
        return engineEndpoint(url, trusted, { fromCloud, listed: privateEndpoints })
      }),
    }
    opened.delete(row.id)
    opened.set(row.id, { version: row.version, target })
    for (const oldest of opened.keys()) {
      if (opened.size <= KEPT) break
      opened.delete(oldest)
    }
    return target
  }

  async function mustFind(id: string): Promise<ConnectionRow> {
    const row = await store.find(id)
    if (!row) throw new Refusal(404, 'gantry.unknown_connection', 'There is no such connection.')
    return row
  }

  /** The credentials of a draft: its own, or the stored ones as long as they go where they went before. */
  async function draftCredentials(draft: CheckedDraft, stored: ConnectionRow | undefined): Promise<Credentials> {
    if (draft.credential) return remember(draft.credential)
    if (!stored || stored.secret === null) throw badField('credential', 'This is required.')
    const kind = stored.credential_kind
    // A signature is good for one host only; a password or a token would be handed to the new address as it is.
    if (kind !== 'aksk' && redirects(draft, stored)) {
      throw badField('credential', 'Enter the secret again: it would be sent to another address than before.')
    }
    return credentialsOf(stored)
  }

  async function draftTarget(draft: CheckedDraft, stored: ConnectionRow | undefined): Promise<Target> {
    const id = `draft-${randomUUID()}`
    if (draft.simulated) return simulatedTarget(id)
    return {
      id,
      region: draft.region,
      projectId: draft.projectId ?? '',
      credentials: await draftCredentials(draft, stored),
      endpoint: endpointOf(draft.region, draft.endpoints, draft.certificates),
    }
  }

  /** The project: as given, or the region's own from IAM. */
  async function projectOf(
    draft: CheckedDraft,
    credentials: Credentials,
  ): Promise<Pick<ConnectionRow, 'project_id' | 'project_name'>> {
    if (draft.projectId !== undefined) return { project_id: draft.projectId, project_name: draft.projectName ?? null }
    const endpoint = endpointOf(draft.region, draft.endpoints, draft.certificates)
    const target = { id: `draft-${randomUUID()}`, region: draft.region, projectId: '', credentials, endpoint }
    const wanted = draft.projectName ?? draft.region
    const all = await cloud.projects(target).catch((error: unknown) => {
      // A refused key is not made good by an id; whatever else keeps IAM from answering is.
      if (error instanceof Refusal && error.code === 'gantry.credentials_refused') throw error
    })
    const found = all?.find((project) => project.name === wanted)
    if (!found) throw badField('projectId', PROJECT_UNREAD)
    return { project_id: found.id, project_name: found.name }
  }

  /** The columns that a draft decides. */
  async function columns(id: string, draft: CheckedDraft, stored: ConnectionRow | undefined) {
    const shown = { name: draft.name, label: draft.label ?? null, color: draft.color ?? null }
    if (draft.simulated) {
      const target = await simulatedTarget(id)
      return {
        ...shown,
        region: target.region,
        project_id: target.projectId,
        // Its account is made as the cloud makes them: the region's own project has the name of the region.
        project_name: draft.projectName ?? target.region,
        endpoints: '{}',
        certificates: '{}',
        simulated: 1,
        credential_kind: 'aksk',
        // Its key is made at each start and concerns nobody.
        credential_hint: '••••',
        secret: null,
        state: tested.stateOf(draft, target.credentials),
      }
    }
    const credentials = await draftCredentials(draft, stored)
    return {
      ...shown,
      region: draft.region,
      ...(await projectOf(draft, credentials)),
      simulated: 0,
      endpoints: JSON.stringify(draft.endpoints),
      certificates: JSON.stringify(draft.certificates),
      credential_kind: credentials.kind,
      credential_hint: hintOf(credentials),
      secret:
        draft.credential || !stored?.secret ? await seal(kek, JSON.stringify(credentials), binding(id)) : stored.secret,
      state: tested.stateOf(draft, credentials),
    }
  }

  return {
    async list(): Promise<Connection[]> {
      return (await store.list()).map(view)
    },

    async create(draft: CheckedDraft): Promise<Connection> {
      const id = randomUUID()
      const row: ConnectionRow = {
        id,
        ...(await columns(id, draft, undefined)),
        version: 1,
        created_at: now(),
        updated_at: now(),
      }
      await store.add(row)
      return view(row)
    },

    /** @param fresh the user has just typed his password; needed for all but names and colours */
    async update(id: string, draft: CheckedDraft, fresh: boolean): Promise<Connection> {
      const stored = await mustFind(id)
      const reaches = draft.credential !== undefined || changesReach(draft, stored)
      if (reaches && !fresh) throw reauthRequired()
      const decided = await columns(id, draft, stored)
      const row: ConnectionRow = {
        ...stored,
        ...decided,
        version: stored.version + 1,
        // Where the project is left to IAM, it may name another one than before.
        state: reaches || decided.project_id !== stored.project_id ? decided.state : stored.state,
        updated_at: now(),
      }
      if (!(await store.replace(row))) {
        throw new Refusal(
          409,
          'gantry.bad_body',
          'The connection was changed by somebody else meanwhile. Open it again.',
        )
      }
      opened.delete(id)
      return view(row)
    },

    async remove(id: string): Promise<void> {
      opened.delete(id)
      if (!(await store.remove(id))) throw new Refusal(404, 'gantry.unknown_connection', 'There is no such connection.')
    },

    /** A connection with its secrets for the time of a call; undefined if there is none of that id. */
    async resolve(id: string): Promise<Target | undefined> {
      const row = await findRow(id)
      return row && targetOf(row)
    },

    async test(id: string): Promise<ConnectionTest> {
      const result = await cloud.test(await targetOf(await mustFind(id)))
      const state = stateOf(result)
      if (state) await store.setState(id, state)
      return result
    },

    async testDraft(draft: CheckedDraft): Promise<ConnectionTest> {
      const stored = draft.id === undefined ? undefined : await mustFind(draft.id)
      const target = await draftTarget(draft, stored)
      const result = await cloud.test(target)
      const state = stateOf(result)
      tested.note(draft, target.credentials, state)
      // Nothing of the form differs: it is the stored connection that was tested, unless it was changed meanwhile.
      if (state && stored && isStored(draft, stored) && (await store.find(stored.id))?.version === stored.version)
        await store.setState(stored.id, state)
      return result
    },

    async projects(draft: CheckedDraft): Promise<Project[]> {
      return cloud.projects(await draftTarget(draft, draft.id === undefined ? undefined : await mustFind(draft.id)))
    },

    /** Stores the account of an engine for the addresses that the engine has now. */
    async putEngine(id: string, engineId: string, draft: EngineAccount): Promise<void> {
      const target = await targetOf(await mustFind(id))
      await engines.put(id, engineId, draft, await cloud.engineOrigins(target, engineId))
    },

    async removeEngine(id: string, engineId: string): Promise<void> {
      await mustFind(id)
      if (!(await engines.remove(id, engineId)))
        throw new Refusal(404, 'gantry.bad_parameter', 'No account is stored for this engine.')
    },

    setState: (id: string, state: 'ok' | 'refused') => store.setState(id, state),
  }
}

export type Connections = ReturnType<typeof createConnections>

/** 403: the password again, then the same request. */
export function reauthRequired(): Refusal {
  return new Refusal(403, 'gantry.reauth_required', 'Enter your password again to do this.')
}

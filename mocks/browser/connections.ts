import type { Connection, ConnectionDraft, ConnectionTest, EndpointFamily, EngineAccount } from '~/contract/console.ts'
import { projects } from '../account.ts'
import type { Clock } from '../simulation.ts'
import { answer, nextRequestId, refuse } from './problem.ts'

const hosts: Record<EndpointFamily, string> = { rocketmq: 'dms', ddm: 'ddm', cse: 'cse', roma: 'roma', iam: 'iam' }

function initial(now: number): Connection[] {
  const at = new Date(now).toISOString()
  const [first, second] = projects
  const common = { endpoints: {}, simulated: true, createdAt: at, updatedAt: at, state: 'ok' } as const
  return [
    {
      ...common,
      id: 'orders',
      name: 'Orders',
      label: 'PROD',
      color: 'red',
      region: first.region,
      projectId: first.id,
      projectName: first.name,
      credential: { kind: 'aksk', hint: '••••7K2D' },
    },
    {
      ...common,
      id: 'sandbox',
      name: 'Sandbox',
      region: second?.region ?? first.region,
      projectId: second?.id ?? first.id,
      projectName: second?.name,
      credential: { kind: 'password', hint: 'gantry-demo/operator' },
    },
  ]
}

function hintOf(credential: ConnectionDraft['credential']): Connection['credential'] | undefined {
  if (!credential) return undefined
  if (credential.kind === 'password') return { kind: 'password', hint: `${credential.domain}/${credential.user}` }
  return { kind: credential.kind, hint: `••••${credential.accessKey.slice(-4)}` }
}

function endpointOf(draft: Pick<ConnectionDraft, 'region' | 'endpoints'>, family: EndpointFamily): string {
  return draft.endpoints?.[family] ?? `https://${hosts[family]}.${draft.region}.myhuaweicloud.com`
}

/** Tests a connection; a secret key or password `wrong` is refused, so that a refusal can be seen. */
function test(draft: Pick<ConnectionDraft, 'region' | 'endpoints' | 'credential'>): ConnectionTest {
  const { credential } = draft
  const secret = credential?.kind === 'password' ? credential.password : credential?.secretKey
  const ok = secret !== 'wrong'
  const families: EndpointFamily[] = ['iam', 'rocketmq', 'ddm', 'cse', 'roma']
  return {
    ok,
    checks: families.map((endpoint, at) => ({
      endpoint,
      url: endpointOf(draft, endpoint),
      ok,
      ms: 18 + at * 7,
      ...(ok
        ? { clockSkewSeconds: 0 }
        : {
            problem: {
              code: 'gantry.credentials_refused',
              message: 'The cloud refused these credentials.',
              requestId: nextRequestId(),
              origin: 'gantry',
            } as const,
          }),
    })),
  }
}

/** A draft without how it is shown. */
function reachOf({ id: _id, name: _name, label: _label, color: _color, ...reach }: ConnectionDraft): string {
  return JSON.stringify(reach)
}

/** The connections of the demo, in memory: two at first. */
export function createConnections(clock: Clock) {
  const rows = initial(clock.now())
  /** What the tests of drafts have shown, by what decides where they lead and as whom. */
  const tested = new Map<string, Connection['state']>()
  const missing = () => refuse(404, 'gantry.unknown_connection', 'There is no such connection.')

  function save(draft: ConnectionDraft, old: Connection | undefined): Connection | Response {
    for (const field of ['name', 'region'] as const) {
      if (typeof draft[field] !== 'string' || draft[field].trim() === '') {
        return refuse(400, 'gantry.bad_parameter', `${field} is required.`, { field })
      }
    }
    const at = new Date(clock.now()).toISOString()
    const project = projects.find(({ id, region }) =>
      draft.projectId ? id === draft.projectId : region === draft.region,
    )
    const kept: Connection = {
      id: old?.id ?? crypto.randomUUID(),
      name: draft.name.trim(),
      region: draft.region,
      projectId: draft.projectId || project?.id || projects[0].id,
      projectName: draft.projectName ?? project?.name,
      endpoints: draft.endpoints ?? {},
      credential: hintOf(draft.credential) ?? old?.credential ?? { kind: 'aksk', hint: '••••DEMO' },
      simulated: true,
      createdAt: old?.createdAt ?? at,
      updatedAt: at,
      state: draft.credential ? (tested.get(reachOf(draft)) ?? 'untested') : (old?.state ?? 'untested'),
    }
    if (draft.label) kept.label = draft.label
    if (draft.color) kept.color = draft.color
    if (draft.certificates) kept.certificates = draft.certificates
    if (old) rows[rows.indexOf(old)] = kept
    else rows.push(kept)
    return kept
  }

  /** Accounts of engines; the demo needs none, so that only their names are kept. */
  const engineAccounts = new Set<string>()

  function engine(method: string, key: string, draft: Partial<EngineAccount>): Response | undefined {
    if (method === 'DELETE')
      return engineAccounts.delete(key)
        ? answer(204)
        : refuse(404, 'gantry.bad_parameter', 'No account is stored for this engine.')
    if (method !== 'PUT') return undefined
    for (const field of ['name', 'password'] as const)
      if (typeof draft[field] !== 'string' || draft[field] === '')
        return refuse(400, 'gantry.bad_parameter', 'This is required.', { field })
    engineAccounts.add(key)
    return answer(204)
  }

  function one(method: string, id: string, action: string | undefined, draft: ConnectionDraft): Response | undefined {
    const old = rows.find((row) => row.id === id)
    if (!old) return missing()
    if (method === 'PUT' && !action) {
      const saved = save(draft, old)
      return saved instanceof Response ? saved : answer(200, saved)
    }
    if (method === 'DELETE' && !action) {
      rows.splice(rows.indexOf(old), 1)
      return answer(204)
    }
    if (method === 'POST' && action === 'test') {
      const result = test({ region: old.region, endpoints: old.endpoints })
      old.state = result.ok ? 'ok' : 'refused'
      return answer(200, result)
    }
    return undefined
  }

  return {
    find: (id: string) => rows.find((row) => row.id === id),
    /** Answers `/api/connections…`; undefined for another path. */
    handle(method: string, path: string, body: unknown): Response | undefined {
      const [, collection, id, action, engineId] = path.split('/')
      if (collection !== 'connections') return undefined
      const draft = (body ?? {}) as ConnectionDraft
      if (id === undefined) {
        if (method === 'GET') return answer(200, { connections: rows })
        if (method !== 'POST') return undefined
        const saved = save(draft, undefined)
        return saved instanceof Response ? saved : answer(201, saved)
      }
      if (method === 'POST' && id === 'test') {
        const result = test(draft)
        tested.set(reachOf(draft), result.ok ? 'ok' : 'refused')
        return answer(200, result)
      }
      if (method === 'POST' && id === 'projects') {
        const here = projects.filter(({ region }) => region === draft.region)
        return answer(200, { projects: here.map(({ id: projectId, name }) => ({ id: projectId, name })) })
      }
      if (action === 'engines' && engineId !== undefined)
        return rows.some((row) => row.id === decodeURIComponent(id))
          ? engine(method, `${id}/${engineId}`, (body ?? {}) as Partial<EngineAccount>)
          : missing()
      return one(method, decodeURIComponent(id), action, draft)
    },
  }
}

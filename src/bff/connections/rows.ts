/** Stored connections: compared with drafts, and shown. */
import type { Connection, EndpointFamily } from '~/contract/console.ts'
import type { ConnectionRow } from '../store/connections.ts'
import type { CheckedDraft } from './draft.ts'
import { endpointFamilies } from './regions.ts'

export type Endpoints = Partial<Record<EndpointFamily, string>>

/** Whether stored credentials would be sent to an address, or trust a certificate, that they did not before. */
export function redirects(draft: CheckedDraft, stored: ConnectionRow): boolean {
  const before = JSON.parse(stored.endpoints) as Endpoints
  const trusted = JSON.parse(stored.certificates) as Endpoints
  return endpointFamilies.some((family) => {
    const url = draft.endpoints[family]
    const ca = draft.certificates[family]
    return (url !== undefined && url !== before[family]) || (ca !== undefined && ca !== trusted[family])
  })
}

/** Whether an edit touches more than how the connection is shown. */
export function changesReach(draft: CheckedDraft, stored: ConnectionRow): boolean {
  if (draft.simulated !== (stored.simulated === 1)) return true
  if (draft.simulated) return false
  return (
    draft.region !== stored.region ||
    (draft.projectId !== undefined && draft.projectId !== stored.project_id) ||
    !sameEntries(draft.endpoints, JSON.parse(stored.endpoints) as Endpoints) ||
    !sameEntries(draft.certificates, JSON.parse(stored.certificates) as Endpoints)
  )
}

/** Whether a draft leads to where the stored connection does, as the same user. */
export function isStored(draft: CheckedDraft, stored: ConnectionRow): boolean {
  const isSameProject = draft.simulated || draft.projectId === stored.project_id
  return draft.credential === undefined && isSameProject && !changesReach(draft, stored)
}

function sameEntries(a: Endpoints, b: Endpoints): boolean {
  return endpointFamilies.every((family) => a[family] === b[family])
}

/** A connection as the browser sees it. */
export function view(row: ConnectionRow): Connection {
  return {
    id: row.id,
    name: row.name,
    label: row.label ?? undefined,
    color: (row.color ?? undefined) as Connection['color'],
    region: row.region,
    projectId: row.project_id,
    projectName: row.project_name ?? undefined,
    endpoints: JSON.parse(row.endpoints) as Connection['endpoints'],
    certificates: JSON.parse(row.certificates) as Connection['certificates'],
    credential: { kind: row.credential_kind as Connection['credential']['kind'], hint: row.credential_hint },
    simulated: row.simulated === 1,
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
    state: row.state as Connection['state'],
  }
}

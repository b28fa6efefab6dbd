/** Values of the connection form and what is sent for them. Pure. */
import { isApiError } from '~/api/error.ts'
import type { Connection, ConnectionDraft, CredentialKind, EndpointFamily, Project } from '~/contract/console.ts'
import { endpointFamilies } from './endpointFamilies.ts'

type PerFamily = Record<EndpointFamily, string>

export interface ConnectionValues {
  name: string
  label: string
  color: NonNullable<Connection['color']>
  region: string
  kind: CredentialKind
  accessKey: string
  secretKey: string
  securityToken: string
  domain: string
  user: string
  password: string
  projectId: string
  projectName: string
  endpoints: PerFamily
  certificates: PerFamily
}

const perFamily = (given: Partial<PerFamily> = {}): PerFamily =>
  Object.fromEntries(endpointFamilies.map((family) => [family, given[family] ?? ''])) as PerFamily

/** A new connection, or a stored one: its secrets never come back, so those fields are empty. */
export function initialValues(stored?: Connection): ConnectionValues {
  return {
    name: stored?.name ?? '',
    label: stored?.label ?? '',
    color: stored?.color ?? 'gray',
    region: stored?.region ?? '',
    kind: stored?.credential.kind ?? 'aksk',
    accessKey: '',
    secretKey: '',
    securityToken: '',
    domain: '',
    user: '',
    password: '',
    projectId: stored?.projectId ?? '',
    projectName: stored?.projectName ?? '',
    endpoints: perFamily(stored?.endpoints),
    certificates: perFamily(stored?.certificates),
  }
}

/** The fields of each kind of credential. */
export const credentialFields = {
  aksk: ['accessKey', 'secretKey'],
  temporary: ['accessKey', 'secretKey', 'securityToken'],
  password: ['domain', 'user', 'password'],
} as const satisfies Record<CredentialKind, readonly (keyof ConnectionValues)[]>

/** Nothing of a credential was typed. Of the kind that is stored already, that keeps what is stored. */
function keepsCredential(values: ConnectionValues, stored: Connection | undefined): boolean {
  return stored?.credential.kind === values.kind && credentialFields[values.kind].every((name) => values[name] === '')
}

function credentialOf({
  kind,
  accessKey,
  secretKey,
  securityToken,
  domain,
  user,
  password,
}: ConnectionValues): ConnectionDraft['credential'] {
  if (kind === 'aksk') return { kind, accessKey: accessKey.trim(), secretKey: secretKey.trim() }
  if (kind === 'temporary')
    return { kind, accessKey: accessKey.trim(), secretKey: secretKey.trim(), securityToken: securityToken.trim() }
  return { kind, domain: domain.trim(), user: user.trim(), password }
}

function filled(values: PerFamily): Partial<PerFamily> | undefined {
  const entries = Object.entries(values).flatMap(([family, text]) =>
    text.trim() === '' ? [] : [[family, text.trim()]],
  )
  return entries.length > 0 ? (Object.fromEntries(entries) as Partial<PerFamily>) : undefined
}

/** What is sent. Empty fields are left out; the server then keeps the stored secret, and has no label, no address. */
export function toDraft(values: ConnectionValues, stored?: Connection): ConnectionDraft {
  const name = values.name.trim()
  const label = values.label.trim()
  const shown = { name, ...(label ? { label, color: values.color } : {}) }
  if (stored?.simulated)
    return {
      ...shown,
      region: stored.region,
      projectId: stored.projectId,
      ...(stored.projectName ? { projectName: stored.projectName } : {}),
      simulated: true,
      id: stored.id,
    }
  const projectId = values.projectId.trim()
  const projectName = values.projectName.trim()
  const endpoints = filled(values.endpoints)
  const certificates = filled(values.certificates)
  return {
    ...shown,
    region: values.region.trim(),
    ...(projectId ? { projectId } : {}),
    ...(projectId && projectName ? { projectName } : {}),
    ...(endpoints ? { endpoints } : {}),
    ...(certificates ? { certificates } : {}),
    ...(keepsCredential(values, stored) ? {} : { credential: credentialOf(values) }),
    ...(stored ? { id: stored.id } : {}),
  }
}

/**
 * The projects that IAM names, less those of other regions: a project's name begins with its region. A cloud that names
 * them in another way has all of them offered.
 */
export function projectsOfRegion(all: readonly Project[], region: string): readonly Project[] {
  const here = all.filter(({ name }) => name === region || name.startsWith(`${region}_`))
  return here.length > 0 ? here : all
}

/** Whether saving would change nothing, so that nothing is sent. */
export function isUnchanged(values: ConnectionValues, stored: Connection): boolean {
  return JSON.stringify(toDraft(values, stored)) === JSON.stringify(toDraft(initialValues(stored), stored))
}

export type Complaint = 'required' | 'secretsTogether' | 'region' | 'endpoint' | 'pem' | 'projectId'

/** What the server would refuse, by field (`endpoints.iam` for a nested one); the rest only the server knows. */
export function complaints(values: ConnectionValues, stored?: Connection): Record<string, Complaint> {
  const found: Record<string, Complaint> = {}
  if (values.name.trim() === '') found['name'] = 'required'
  if (stored?.simulated) return found
  const region = values.region.trim()
  if (region === '') found['region'] = 'required'
  else if (!/^[a-z]{2,8}(-[a-z0-9]{1,20}){1,3}$/.test(region)) found['region'] = 'region'
  if (!keepsCredential(values, stored)) {
    const names = credentialFields[values.kind]
    const isBegun = names.some((name) => values[name] !== '') && stored?.credential.kind === values.kind
    for (const name of names) if (values[name].trim() === '') found[name] = isBegun ? 'secretsTogether' : 'required'
  }
  const project = values.projectId.trim()
  if (project !== '' && !/^[0-9A-Za-z_-]{1,64}$/.test(project)) found['projectId'] = 'projectId'
  for (const family of endpointFamilies) {
    const address = values.endpoints[family].trim()
    if (address !== '' && !/^https?:\/\/[^/\s?#@]+\/?$/i.test(address)) found[`endpoints.${family}`] = 'endpoint'
    const pem = values.certificates[family].trim()
    if (pem !== '' && (!pem.includes('-----BEGIN CERTIFICATE-----') || pem.includes('PRIVATE KEY')))
      found[`certificates.${family}`] = 'pem'
  }
  return found
}

/** The form's name of the field that a refusal blames: `credential.secretKey` is `secretKey`. */
export function fieldOf(error: unknown, kind: CredentialKind): string | undefined {
  const field = isApiError(error) ? error.problem.field : undefined
  if (field === 'credential') return credentialFields[kind].at(-1)
  return field?.replace(/^credential\./, '')
}

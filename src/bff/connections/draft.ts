/** Checks a `ConnectionDraft` as it comes from the browser. */
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Connection, EndpointFamily, EngineAccount } from '~/contract/console.ts'
import type { JsonObject } from '../body.ts'
import { isLoopback } from '../config.ts'
import { optionalChoice, optionalObject, optionalText, requiredText } from '../fields.ts'
import { badField } from '../problem.ts'
import type { Credentials } from '../types.ts'
import { endpointFamilies, regionPattern } from './regions.ts'

/** A checked draft; what is absent was not given. */
export interface CheckedDraft {
  id?: string
  name: string
  label?: string
  color?: Connection['color']
  region: string
  projectId?: string
  projectName?: string
  endpoints: Partial<Record<EndpointFamily, string>>
  certificates: Partial<Record<EndpointFamily, string>>
  simulated: boolean
  credential?: Credentials
}

const colors = ['red', 'orange', 'green', 'blue', 'gray'] as const
const MAX_PEM = 64 * 1024

/**
 * Reads a draft.
 * @param privateEndpoints hosts that may be private
 * @throws Refusal 400 naming the field
 */
export function readDraft(body: JsonObject, privateEndpoints: ReadonlySet<string>): CheckedDraft {
  const simulated = body.simulated === true
  return {
    id: optionalText(body, 'id', { max: 64, pattern: /^[0-9a-f-]{36}$/ }),
    name: requiredText(body, 'name', { max: 80 }),
    label: optionalText(body, 'label', { max: 20 }),
    color: optionalChoice(body, 'color', colors),
    // The simulated cloud has its own region; the draft's is not looked at.
    region: simulated ? '' : requiredText(body, 'region', { max: 64, pattern: regionPattern }),
    projectId: optionalText(body, 'projectId', { max: 64, pattern: /^[0-9A-Za-z_-]{1,64}$/ }),
    projectName: optionalText(body, 'projectName', { max: 128 }),
    endpoints: simulated ? {} : readEndpoints(body, privateEndpoints),
    certificates: simulated ? {} : readCertificates(body),
    simulated,
    credential: simulated ? undefined : readCredential(body),
  }
}

/** Reads the account of an engine. @throws Refusal 400 naming the field */
export function readEngineAccount(body: JsonObject): EngineAccount {
  const pem = optionalText(body, 'certificate', { max: MAX_PEM, multiline: true })
  return {
    name: requiredText(body, 'name', { max: 64 }),
    password: requiredText(body, 'password', { max: 256 }),
    ...(pem === undefined ? {} : { certificate: checkPem(pem, 'certificate') }),
  }
}

function readEndpoints(body: JsonObject, privateEndpoints: ReadonlySet<string>): CheckedDraft['endpoints'] {
  const given = optionalObject(body, 'endpoints') ?? {}
  const endpoints: CheckedDraft['endpoints'] = {}
  for (const name of Object.keys(given)) {
    const field = `endpoints.${name}`
    const family = endpointFamilies.find((item) => item === name)
    if (!family) throw badField(field, 'There is no such family of end points.')
    const text = optionalText(given, name, { max: 300 }, field)?.trim()
    if (text !== undefined) endpoints[family] = checkEndpoint(text, field, privateEndpoints)
  }
  return endpoints
}

/**
 * `https://host[:port]` and nothing else; an address literal only where the administrator listed it. Plain HTTP is for
 * what is listed on this machine: a signature or a password that crosses a network in clear is everybody's.
 */
function checkEndpoint(text: string, field: string, privateEndpoints: ReadonlySet<string>): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:\/\//i.test(text))
    throw badField(field, 'This must be an address such as https://dms.example.com.')
  // Compared with the text: parsers rewrite numbers, full-width digits and back slashes into another host.
  const bare = text.replace(/\/$/, '').toLowerCase()
  const written = bare === url.origin || bare === `${url.origin}:${url.protocol === 'https:' ? 443 : 80}`
  if (!written) throw badField(field, 'This may have a host and a port, but no user, path, query or unusual spelling.')
  const listed = isListed(url, privateEndpoints)
  if (url.protocol !== 'https:' && !(listed && isLoopback(url.hostname)))
    throw badField(
      field,
      'This must be https. Plain HTTP is only for an address of this machine that is listed in ALLOW_PRIVATE_ENDPOINTS.',
    )
  if (listed) return url.origin
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 || !host.includes('.') || host.endsWith('.')) {
    throw badField(
      field,
      'This must be a full host name. The administrator can allow an address with ALLOW_PRIVATE_ENDPOINTS.',
    )
  }
  const port = url.port === '' ? 443 : Number(url.port)
  if (port !== 443 && port < 1024) throw badField(field, 'The port must be 443 or from 1024 up.')
  return url.origin
}

/** Whether the administrator allowed this host to be private. */
export function isListed(url: URL, privateEndpoints: ReadonlySet<string>): boolean {
  return privateEndpoints.has(url.host) || privateEndpoints.has(url.hostname)
}

function readCertificates(body: JsonObject): CheckedDraft['certificates'] {
  const given = optionalObject(body, 'certificates') ?? {}
  const certificates: CheckedDraft['certificates'] = {}
  for (const name of Object.keys(given)) {
    const field = `certificates.${name}`
    const family = endpointFamilies.find((item) => item === name)
    if (!family) throw badField(field, 'There is no such family of end points.')
    const pem = optionalText(given, name, { max: MAX_PEM, multiline: true }, field)
    if (pem !== undefined) certificates[family] = checkPem(pem, field)
  }
  return certificates
}

function checkPem(pem: string, field: string): string {
  if (/PRIVATE KEY/.test(pem)) throw badField(field, 'This holds a private key. Give the certificate only.')
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0) throw badField(field, 'This must be a certificate in PEM form.')
  try {
    for (const block of blocks) new X509Certificate(block)
  } catch {
    throw badField(field, 'This certificate cannot be read.')
  }
  return `${blocks.join('\n')}\n`
}

function readCredential(body: JsonObject): Credentials | undefined {
  const given = optionalObject(body, 'credential')
  if (!given) return undefined
  const text = (name: string, max: number) => requiredText(given, name, { max, pattern: /\S/ }, `credential.${name}`)
  // Keys are copied from a file or a page and bring blanks along; a password is taken as typed.
  const key = (name: string, max: number) => text(name, max).trim()
  switch (optionalChoice(given, 'kind', ['aksk', 'temporary', 'password'], 'credential.kind')) {
    case 'aksk':
      return { kind: 'aksk', accessKey: key('accessKey', 128), secretKey: key('secretKey', 256) }
    case 'temporary':
      return {
        kind: 'temporary',
        accessKey: key('accessKey', 128),
        secretKey: key('secretKey', 256),
        securityToken: key('securityToken', 16_384),
      }
    case 'password':
      return { kind: 'password', domain: key('domain', 128), user: key('user', 128), password: text('password', 256) }
    default:
      throw badField('credential.kind', 'This is required.')
  }
}

/** What may be shown of credentials. */
export function hintOf(credentials: Credentials): string {
  return credentials.kind === 'password'
    ? `${credentials.domain}/${credentials.user}`
    : `••••${credentials.accessKey.slice(-4)}`
}

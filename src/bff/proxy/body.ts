import { MASK } from '~/contract/console.ts'
import { parseJson } from '~/lib/json.ts'
import { Refusal } from '../problem.ts'
import type { CloudCall } from './call.ts'
import { scanJson } from './jsonScan.ts'
import type { Route } from './match.ts'

/** The cloud's own limit for signed requests. */
const MAX_BODY = 12 * 1024 * 1024
const MAX_DEPTH = 32

export interface ReadBody {
  /** The bytes that came, which are the bytes that go; null when there are none. */
  bytes: Uint8Array | null
  contentType?: string
  /** A JSON body, parsed, for our own decisions only. */
  value?: unknown
}

function tooLarge(): Refusal {
  return new Refusal(413, 'gantry.too_large', 'The body is larger than 12 MB, which is the limit of the cloud.')
}

async function readBytes({ header, body }: CloudCall): Promise<Uint8Array> {
  if (Number(header('content-length')) > MAX_BODY) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of body()) {
      size += chunk.length
      if (size > MAX_BODY) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(400, 'gantry.bad_body', 'The body did not arrive whole.')
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

const types = {
  json: /^application\/json(?:\s*;\s*charset="?utf-?8"?)?$/i,
  text: /^text\/plain(?:\s*;\s*charset="?utf-?8"?)?$/i,
  multipart: /^multipart\/form-data\s*;\s*boundary="?[\w'()+,./:=?-]{1,70}"?$/i,
}

function parse(bytes: Uint8Array): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Refusal(400, 'gantry.bad_body', 'The body is not UTF-8.')
  }
  const flaw = scanJson(text, MAX_DEPTH)
  if (flaw?.kind === 'depth')
    throw new Refusal(400, 'gantry.bad_body', `The body is nested deeper than ${MAX_DEPTH} levels.`)
  if (flaw?.kind === 'duplicate')
    throw new Refusal(400, 'gantry.bad_body', 'The body has a field twice.', { field: flaw.key.slice(0, 64) })
  if (flaw?.kind === 'proto')
    throw new Refusal(400, 'gantry.bad_body', 'The body has a field that is not allowed.', { field: '__proto__' })
  try {
    return parseJson(text)
  } catch {
    throw new Refusal(400, 'gantry.bad_body', 'The body is not JSON.')
  }
}

/** Where a value that stands for a hidden secret was left in: saving it would replace the secret with dots. */
function findMask(value: unknown, path: string): string | undefined {
  if (value === MASK) return path || 'body'
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const found = findMask(inner, Array.isArray(value) ? `${path}[${name}]` : path ? `${path}.${name}` : name)
    if (found) return found
  }
  return undefined
}

function check(value: unknown, params: Readonly<Record<string, string>>, projectId: string): void {
  // One operation of the contract takes a bare list, so lists pass as well as objects.
  if (typeof value !== 'object' || value === null)
    throw new Refusal(400, 'gantry.bad_body', 'The body must be a JSON object.')
  const masked = findMask(value, '')
  if (masked)
    throw new Refusal(
      400,
      'gantry.bad_body',
      'A hidden secret cannot be sent back. Type it again, or reveal it first.',
      { field: masked },
    )
  const fields = new Map<string, unknown>(Object.entries(value))
  const project = fields.get('project_id')
  if (project !== undefined && project !== projectId) {
    throw new Refusal(403, 'gantry.wrong_project', 'The project in the body does not belong to the connection.', {
      field: 'project_id',
    })
  }
  const instance = fields.get('instance_id')
  if (instance !== undefined && params.instance_id !== undefined && instance !== params.instance_id) {
    throw new Refusal(400, 'gantry.bad_body', 'The instance in the body is not the one in the path.', {
      field: 'instance_id',
    })
  }
}

/**
 * Reads and judges the body of a request; what is forwarded are the identical bytes.
 * @throws Refusal 400, 403, 413, 415
 */
export async function readBody(
  call: CloudCall,
  route: Route,
  params: Readonly<Record<string, string>>,
  projectId: string,
): Promise<ReadBody> {
  if (call.method === 'GET' || call.method === 'HEAD') return { bytes: null }
  const bytes = await readBytes(call)
  if (bytes.length === 0) return { bytes: null }
  if (!route.body) throw new Refusal(400, 'gantry.bad_body', 'The operation takes no body.')
  const contentType = call.header('content-type')?.trim() ?? ''
  if (!types[route.body].test(contentType)) {
    throw new Refusal(
      415,
      'gantry.unsupported_type',
      `The operation takes ${route.body === 'json' ? 'application/json' : route.body === 'text' ? 'text/plain' : 'multipart/form-data'}.`,
    )
  }
  if (route.body !== 'json') return { bytes, contentType }
  const value = parse(bytes)
  check(value, params, projectId)
  return { bytes, contentType: 'application/json', value }
}

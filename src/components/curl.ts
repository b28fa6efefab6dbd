import { stringifyJson } from '~/lib/json.ts'
import type { SecretPath } from '~/contract/types.ts'

/** A request as it will be sent, for people to read and to copy. */
export interface RequestPreviewData {
  method: string
  /** Path with its parameters filled in and encoded, and the query; `{project_id}` may stay open. */
  path: string
  body?: unknown
  /** Where secrets stand in the body (`operation.secretsIn`): shown as placeholders. */
  secrets?: readonly SecretPath[]
  /** Headers that the operation takes; never credentials. */
  headers?: Readonly<Record<string, string>>
  /** Parts of a multipart body, instead of `body`; a part with `file` is sent from the file of that name. */
  form?: readonly { name: string; value?: string; file?: string }[]
  /** Sent to the address of one engine, with its login, instead of an endpoint of the cloud. */
  isForEngine?: boolean
}

const placeholder = (name: string) => `<${name}>`

/** A copy of the body in which every secret is a placeholder named like its field. */
export function hideSecrets(body: unknown, secrets: readonly SecretPath[] = []): unknown {
  return secrets.reduce((hidden, secret) => replaceAt(hidden, segments(secret.path), secret.when), body)
}

/** `users[].secret_key` → users, [], secret_key */
function segments(path: string): string[] {
  return path
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((part) => part !== '')
}

function replaceAt(value: unknown, path: readonly string[], when: SecretPath['when'], name = 'secret'): unknown {
  const [head, ...rest] = path
  if (head === undefined) return value === undefined || value === null || value === '' ? value : placeholder(name)
  if (head === '[]')
    return Array.isArray(value) ? value.map((item: unknown) => replaceAt(item, rest, when, name)) : value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const record = value as Record<string, unknown>
  if (rest.length === 0 && when && !when.in.includes(record[when.field])) return value
  if (head !== '*' && !(head in record)) return value
  const keys = head === '*' ? Object.keys(record) : [head]
  return { ...record, ...Object.fromEntries(keys.map((key) => [key, replaceAt(record[key], rest, when, key)])) }
}

/** A word that every POSIX shell takes literally, whatever stands in it: single quotes, `$(…)`, new lines, `!`. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/**
 * The request as a curl command. Endpoint, project and token are variables that the reader fills in: neither
 * addresses nor credentials are known to the browser, and none may get into a shell history by a copy.
 */
export function toCurl(request: RequestPreviewData): string {
  const path = request.path.replaceAll('{project_id}', '\u0000')
  const [before, ...after] = path.split('\u0000')
  // The project id is the one part that the shell shall fill in; everything else is quoted.
  const url = [`"${request.isForEngine ? '$ENGINE' : '$ENDPOINT'}"${word(before ?? '')}`, ...after.map(word)].join(
    '"$PROJECT_ID"',
  )
  const parts = [
    `curl --request ${shellQuote(request.method)} ${url}`,
    request.isForEngine ? '--header "Authorization: Bearer $ENGINE_TOKEN"' : '--header "X-Auth-Token: $TOKEN"',
  ]
  for (const [name, value] of Object.entries(request.headers ?? {}))
    parts.push(`--header ${shellQuote(`${name}: ${value}`)}`)
  // `--form-string` takes a leading `@` or `<` literally; a file name with `"`, `;` or `,` has to stand in quotes.
  for (const { name, value, file } of request.form ?? [])
    parts.push(
      file === undefined
        ? `--form-string ${shellQuote(`${name}=${value ?? ''}`)}`
        : `--form ${shellQuote(`${name}=@"${file.replaceAll(/["\\]/g, String.raw`\$&`)}"`)}`,
    )
  if (request.body !== undefined) {
    parts.push("--header 'Content-Type: application/json'")
    parts.push(`--data-raw ${shellQuote(stringifyJson(hideSecrets(request.body, request.secrets)))}`)
  }
  return parts.join(' \\\n  ')
}

const word = (text: string) => (text === '' ? '' : shellQuote(text))

/** The request as it is shown in a form: method and path, then the JSON with its secrets hidden. */
export function requestText(request: RequestPreviewData): string {
  const head = `${request.method} ${request.path}`
  return request.body === undefined
    ? head
    : `${head}\n\n${stringifyJson(hideSecrets(request.body, request.secrets), 2)}`
}

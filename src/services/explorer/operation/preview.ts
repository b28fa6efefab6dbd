/** The request as it will be sent, for people to read before. Pure. */
import { buildRequest, encode, type BuiltRequest } from '~/api/request.ts'
import { hideSecrets, type RequestPreviewData } from '~/components/curl.ts'
import type { Operation } from '~/contract/types.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== ''

/** Stands around the name of a value that is missing, while the request is built; a character that no value has. */
const HOLE = '\uE000'
const hole = new RegExp(`${encode(HOLE)}(.*?)${encode(HOLE)}`, 'g')

/** The request that the client builds, holes for missing values, and the project open: the server fills that in. */
function builtFrom(operation: Operation, args: Readonly<Record<string, unknown>>): BuiltRequest {
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
  const missing = names.filter((name) => !isGiven(operation.constants?.[name] ?? args[name]))
  const holes = Object.fromEntries(missing.map((name) => [name, HOLE + name + HOLE]))
  const built = buildRequest(operation, { ...args, ...holes })
  const project = operation.family === 'servicecomb' ? -1 : operation.path.split('/').indexOf('{project_id}')
  const path = built.path
    .split('/')
    .map((part, at) =>
      at === project ? '{project_id}' : part.replace(hole, (_, name) => `{${decodeURIComponent(String(name))}}`),
    )
    .join('/')
  return { ...built, path }
}

function partsOf(form: FormData): NonNullable<RequestPreviewData['form']> {
  return [...form].map(([name, value]) => (typeof value === 'string' ? { name, value } : { name, file: value.name }))
}

/** What the operation will send for these arguments (`toArgs`). Secrets are still in it: for `requestTextOf`, `toCurl`, `sdkCall`. */
export function previewOf(operation: Operation, args: Readonly<Record<string, unknown>>): RequestPreviewData {
  const { method, path, headers, body } = builtFrom(operation, args)
  const base: RequestPreviewData = {
    method,
    path,
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(operation.secretsIn ? { secrets: operation.secretsIn } : {}),
    ...(operation.family === 'servicecomb' ? { isForEngine: true } : {}),
  }
  if (body instanceof FormData) return { ...base, form: hiddenForm(operation, partsOf(body)) }
  return body === undefined ? base : { ...base, body: operation.body === 'json' ? parseJson(body) : body }
}

/** Secrets of a form's parts are placeholders like those of a JSON body. */
function hiddenForm(
  operation: Operation,
  parts: NonNullable<RequestPreviewData['form']>,
): NonNullable<RequestPreviewData['form']> {
  const hidden = hideSecrets(
    Object.fromEntries(parts.map(({ name, value }) => [name, value])),
    operation.secretsIn,
  ) as Record<string, string | undefined>
  return parts.map((part) => (part.file === undefined ? { ...part, value: hidden[part.name] } : part))
}

/** Method and address, headers, body: every secret a placeholder, the login only named. */
export function requestTextOf(request: RequestPreviewData, endpoint: string, projectId: string | undefined): string {
  const path = projectId ? request.path.replaceAll('{project_id}', encode(projectId)) : request.path
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`)
  const type = request.form ? 'multipart/form-data' : request.body === undefined ? undefined : 'application/json'
  const head = [`${request.method} ${endpoint}${path}`, ...headers, ...(type ? [`Content-Type: ${type}`] : [])].join(
    '\n',
  )
  if (request.form)
    return `${head}\n\n${request.form.map(({ name, value, file }) => (file === undefined ? `${name} = ${value ?? ''}` : `${name} = @${file}`)).join('\n')}`
  return request.body === undefined
    ? head
    : `${head}\n\n${stringifyJson(hideSecrets(request.body, request.secrets), 2)}`
}

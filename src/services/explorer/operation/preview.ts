/** The request as it will be sent, for people to read before. Pure. */
import { encode } from '~/api/request.ts'
import { hideSecrets, type RequestPreviewData } from '~/components/curl.ts'
import type { Operation } from '~/contract/types.ts'
import { stringifyJson } from '~/lib/json.ts'

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== ''

/** The address with its values; what is missing stays as `{name}`, `project_id` is filled in by the server. */
function addressOf(operation: Operation, args: Readonly<Record<string, unknown>>): string {
  const path = operation.path.replace(/\{([^}]+)\}/g, (hole, name: string) => {
    const value = operation.constants?.[name] ?? args[name]
    return isGiven(value) ? encode(String(value)) : hole
  })
  const query = (operation.query ?? []).flatMap((name) => {
    const value = operation.fixedQuery?.[name] ?? args[name]
    if (!isGiven(value)) return []
    return (Array.isArray(value) ? value : [value]).map((one) => `${encode(name)}=${encode(String(one))}`)
  })
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

function partsOf(form: FormData): NonNullable<RequestPreviewData['form']> {
  return [...form].map(([name, value]) => (typeof value === 'string' ? { name, value } : { name, file: value.name }))
}

/** What the operation will send for these arguments (`toArgs`). Secrets are still in it: for `requestTextOf`, `toCurl`, `sdkCall`. */
export function previewOf(operation: Operation, args: Readonly<Record<string, unknown>>): RequestPreviewData {
  const headers = Object.fromEntries(
    (operation.headers ?? []).flatMap((name) => (isGiven(args[name]) ? [[name, String(args[name])] as const] : [])),
  )
  const given = args['body']
  const base: RequestPreviewData = {
    method: operation.method,
    path: addressOf(operation, args),
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(operation.secretsIn ? { secrets: operation.secretsIn } : {}),
    ...(operation.family === 'servicecomb' ? { isForEngine: true } : {}),
  }
  if (given instanceof FormData) return { ...base, form: hiddenForm(operation, partsOf(given)) }
  const body = operation.fixedBody ? { ...operation.fixedBody, ...(given as object | undefined) } : given
  return operation.body && body !== undefined ? { ...base, body } : base
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

/**
 * A call as one would write it with the vendor's SDK. The methods of each operation stand in `sdk/<family>.json`, read
 * from the sources of the SDKs by (method, path): Node 3.1.215 (RocketMQ) and 3.1.209, Python 3.1.211. ServiceComb
 * engines are in no SDK, ROMA Connect is in the Python one only. Pure.
 */
import { hideSecrets } from '~/components/curl.ts'
import type { Family, Operation } from '~/contract/types.ts'
import { Exact, stringifyJson } from '~/lib/json.ts'
import { textOf } from '../textOf.ts'

export interface SdkMethod {
  /** Of the Python SDK; the Node SDK spells it in camel case. */
  method: string
  /** The Node SDK has it too. */
  node?: boolean
  /** What the SDK does not know of the call. */
  without?: readonly string[]
  /** Parameters that the SDK calls something else. */
  renamed?: Readonly<Record<string, string>>
}

interface Sdk {
  name: string
  version: string
  client: string
}

const sdks: Readonly<Record<Exclude<Family, 'servicecomb'>, Sdk>> = {
  rocketmq: { name: 'rocketmq', version: 'v2', client: 'RocketMQClient' },
  ddm: { name: 'ddm', version: 'v1', client: 'DdmClient' },
  'cse-engine': { name: 'cse', version: 'v1', client: 'CseClient' },
  'roma-common': { name: 'roma', version: 'v2', client: 'RomaClient' },
  'roma-apic': { name: 'roma', version: 'v2', client: 'RomaClient' },
  'roma-mqs': { name: 'roma', version: 'v2', client: 'RomaClient' },
  'roma-link': { name: 'roma', version: 'v2', client: 'RomaClient' },
}

export type SdkLanguage = 'node' | 'python'

export const camel = (name: string) => name.replace(/_+(.)/g, (_, letter: string) => letter.toUpperCase())
export const pascal = (name: string) => name.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase())
/** `X-Enterprise-Project-ID` → `x_enterprise_project_id`, `specType` → `spec_type`. */
export const snake = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .toLowerCase()

/** A text as a literal that JavaScript and Python both take: JSON, with the line ends that old JavaScript refuses escaped. */
const quoted = (text: string) =>
  JSON.stringify(text)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)

/** A value as Python writes it. */
function python(value: unknown, indent: string): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value instanceof Exact) return value.text
  if (typeof value === 'string') return quoted(value)
  const inner = `${indent}    `
  const lines = Array.isArray(value)
    ? value.map((one) => python(one, inner))
    : typeof value === 'object'
      ? Object.entries(value).map(([name, one]) => `${quoted(name)}: ${python(one, inner)}`)
      : undefined
  if (!lines) return textOf(value)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return lines.length === 0
    ? open + close
    : `${open}\n${lines.map((line) => inner + line).join(',\n')},\n${indent}${close}`
}

/** Whether a value holds a number that JavaScript would round. */
function isRounded(value: unknown): boolean {
  if (value instanceof Exact) return true
  return value !== null && typeof value === 'object' && Object.values(value).some(isRounded)
}

/** A value as JavaScript writes it. */
function javascript(value: unknown): string {
  return stringifyJson(value, 2)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)
}

/** Arguments in the SDK's words, secrets as placeholders; and what it cannot take. */
function fieldsOf(operation: Operation, sdk: SdkMethod, args: Readonly<Record<string, unknown>>) {
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'project_id')
  const given = [...names, ...(operation.query ?? []), ...(operation.headers ?? [])]
    .map((name) => [name, operation.constants?.[name] ?? operation.fixedQuery?.[name] ?? args[name]] as const)
    .filter(([, value]) => value !== undefined && value !== '')
  const own = args['body']
  const body =
    own instanceof FormData || !operation.body
      ? undefined
      : operation.fixedBody
        ? { ...operation.fixedBody, ...(own as object | undefined) }
        : own
  const all = [...given, ...(body === undefined ? [] : [['body', hideSecrets(body, operation.secretsIn)] as const])]
  const isKnown = ([name]: readonly [string, unknown]) => !sdk.without?.includes(name)
  return {
    fields: all.filter(isKnown).map(([name, value]) => [sdk.renamed?.[name] ?? name, value] as const),
    lost: all.filter((field) => !isKnown(field)).map(([name]) => name),
  }
}

/** The parts of a form; a file is read from where the reader runs it. */
function pythonParts(body: unknown): string[] {
  return (body instanceof FormData ? [...body] : []).map(([name, part]) =>
    typeof part === 'string'
      ? `    ${snake(name)}=${partText(part)},`
      : `    ${snake(name)}=FormFile(open(${quoted(part.name)}, "rb")),`,
  )
}

/** Parts are texts on the wire; the class takes true and false as such. */
const partText = (part: string) => (part === 'true' ? 'True' : part === 'false' ? 'False' : quoted(part))

/** The call in JavaScript or Python; undefined where no method of the SDK is known for it. */
export function sdkCall(
  language: SdkLanguage,
  operation: Operation,
  method: SdkMethod | undefined,
  args: Readonly<Record<string, unknown>>,
): string | undefined {
  if (!method || operation.family === 'servicecomb' || (language === 'node' && !method.node)) return undefined
  const sdk = sdks[operation.family]
  const request = `${pascal(method.method)}Request`
  const { fields, lost } = fieldsOf(operation, method, args)
  if (language === 'python') {
    // The SDKs name the class of a form after the method.
    const form = operation.body === 'multipart' ? `${pascal(method.method)}RequestBody` : undefined
    return [
      'import os',
      'from huaweicloudsdkcore.auth.credentials import BasicCredentials',
      ...(form ? ['from huaweicloudsdkcore.http.formdata import FormFile'] : []),
      `from huaweicloudsdk${sdk.name}.${sdk.version} import ${[sdk.client, request, ...(form ? [form] : [])].join(', ')}`,
      '',
      'credentials = BasicCredentials(os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"], os.environ["PROJECT_ID"])',
      `client = ${sdk.client}.new_builder().with_credentials(credentials).with_endpoint(os.environ["ENDPOINT"]).build()`,
      '',
      `request = ${request}()`,
      ...fields.map(([name, value]) => `request.${snake(name)} = ${python(value, '')}`),
      ...(form ? [`request.body = ${form}(`, ...pythonParts(args['body']), ')'] : []),
      ...lost.map((name) => `# The SDK has no ${name} here.`),
      `response = client.${method.method}(request)`,
      'print(response)',
      '',
    ].join('\n')
  }
  return [
    `const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core')`,
    `const { ${sdk.client}, ${request} } = require('@huaweicloud/huaweicloud-sdk-${sdk.name}/${sdk.version}/public-api')`,
    '',
    'const { HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, PROJECT_ID, ENDPOINT } = process.env',
    'const credentials = new BasicCredentials().withAk(HUAWEICLOUD_SDK_AK).withSk(HUAWEICLOUD_SDK_SK).withProjectId(PROJECT_ID)',
    `const client = ${sdk.client}.newBuilder().withCredential(credentials).withEndpoint(ENDPOINT).build()`,
    '',
    `const request = new ${request}()`,
    ...fields.map(([name, value]) => `request.${camel(snake(name))} = ${javascript(value)}`),
    ...lost.map((name) => `// The SDK has no ${name} here.`),
    ...(fields.some(([, value]) => isRounded(value))
      ? ['// JavaScript rounds a number of this call: use Python or curl to send it exactly.']
      : []),
    `client.${camel(method.method)}(request).then(console.log, console.error)`,
    '',
  ].join('\n')
}

const files = import.meta.glob<Record<string, SdkMethod>>('./sdk/*.json', { import: 'default' })

/** The methods of a family by operation id; {} where no SDK has any. */
export async function loadSdkMethods(family: Family): Promise<Record<string, SdkMethod>> {
  return (await files[`./sdk/${family}.json`]?.()) ?? {}
}

/** Writes the operation table of a family, and what a catalogue says about each operation. */
import type { CatalogueEntry, Kind, Method, Operation, Risk, RiskCase, SecretPath } from '../types.ts'
import type { Document, JsonObject, Schema, Source } from './document.ts'
import { isGiven } from './document.ts'
import { argsType, resultType } from './typescript.ts'

type Visit = (schema: Schema, path: string, parent: Schema | undefined) => void

/** Calls `visit` for every schema that a value can reach, with its path; cycles are entered once. */
function walk(document: Document, schema: Schema | undefined, visit: Visit): void {
  const enter = (node: Schema | undefined, path: string, parent: Schema | undefined, refs: readonly string[]): void => {
    if (!node) return
    if (node.$ref) {
      if (refs.includes(node.$ref)) return
      enter(document.resolve(node), path, parent, [...refs, node.$ref])
      return
    }
    visit(node, path, parent)
    for (const [name, field] of Object.entries(node.properties ?? {}))
      enter(field, path ? `${path}.${name}` : name, node, refs)
    enter(node.items, `${path}[]`, node, refs)
    const extra = node['additionalProperties']
    if (extra && typeof extra === 'object') enter(extra as Schema, path ? `${path}.*` : '*', node, refs)
    for (const part of [
      ...((node['allOf'] ?? []) as Schema[]),
      ...((node['anyOf'] ?? []) as Schema[]),
      ...((node['oneOf'] ?? []) as Schema[]),
    ])
      enter(part, path, parent, refs)
  }
  enter(schema, '', undefined, [])
}

function secrets(document: Document, schema: Schema | undefined): SecretPath[] | undefined {
  const found = new Map<string, SecretPath>()
  walk(document, schema, (node, path) => {
    const when = node['x-secret-when'] as SecretPath['when'] | undefined
    if (when) found.set(path, { path, when })
    else if (node['x-secret'] || node['format'] === 'password') found.set(path, { path })
  })
  return found.size > 0 ? [...found.values()] : undefined
}

function normalizations(
  document: Document,
  schema: Schema | undefined,
): [path: string, to: 'array' | 'integer'][] | undefined {
  const found = new Map<string, 'array' | 'integer'>()
  walk(document, schema, (node, path) => {
    const to = node['x-normalize']
    if (to === 'array' || to === 'integer') found.set(path, to)
  })
  return found.size > 0 ? [...found] : undefined
}

const names = (source: Source, where: string) =>
  source.parameters.filter((one) => one.in === where).map((one) => one.name)
const some = <T>(list: T[]) => (list.length > 0 ? list : undefined)

/** One row of the operation table. */
function operation(document: Document, source: Source): Operation {
  const { raw, variant } = source
  const get = (name: string) => (variant?.[name] ?? raw[`x-${name}`]) as never
  const constants = Object.fromEntries(
    source.parameters
      .filter((one) => one.name !== 'project_id' && isGiven(document, one))
      .map((one) => [one.name, String(one.schema['x-constant'] ?? one['x-constant'])]),
  )
  const fixedQuery = variant?.['query'] as Record<string, string> | undefined
  const row: Operation & Record<string, unknown> = {
    family: document.family,
    id: source.id,
    method: source.method as Method,
    path: source.path,
    kind: get('kind') as Kind,
    risk: get('risk') as Risk,
    query: some(names(source, 'query')),
    queryLists: some(
      source.parameters
        .filter((one) => one.in === 'query' && document.resolve(one.schema).type === 'array')
        .map((one) => one.name),
    ),
    headers: some(names(source, 'header')),
    body: source.body
      ? source.bodyType === 'application/json'
        ? 'json'
        : source.bodyType === 'multipart/form-data'
          ? 'multipart'
          : 'text'
      : undefined,
    download:
      (source.answerType !== undefined && source.answerType !== 'application/json') || raw['x-download']
        ? true
        : undefined,
    constants: Object.keys(constants).length > 0 ? constants : undefined,
    variantOf: variant ? raw.operationId : undefined,
    fixedQuery: fixedQuery && Object.keys(fixedQuery).length > 0 ? fixedQuery : undefined,
    fixedBody: variant?.['body'] as Record<string, unknown> | undefined,
    list: get('list'),
    async: get('async'),
    riskFields: raw['x-risk-fields'] as Record<string, Risk> | undefined,
    riskWhen: (raw['x-risk-when'] as RiskCase[] | undefined)?.map((one) => {
      const parameter = source.parameters.find(({ name }) => name === one.param)
      return document.resolve(parameter?.schema)['default'] === one.value ? { ...one, isDefault: true } : one
    }),
    riskByKind: raw['x-risk-by-kind'] as Record<string, Risk> | undefined,
    fallback: raw['x-fallback'] as Operation['fallback'],
    permission: raw['x-permission'] === undefined ? undefined : [raw['x-permission']].flat().join(', '),
    address: raw['x-address'] as Operation['address'],
    normalize: normalizations(document, source.answer),
    listAlternative: (raw['x-list-alternative'] as JsonObject | undefined)?.['items'] === '$' ? true : undefined,
    secretsIn: secrets(document, source.body),
    secretsOut: secrets(document, source.answer),
    beyond: raw['x-beyond'] as 'sdk' | undefined,
  }
  return JSON.parse(JSON.stringify(row)) as Operation
}

/** `operations.ts`: one constant per operation and variant, so that a bundle keeps only those that its pages name. */
export function writeOperations(document: Document): string {
  const rows = document.sources.map(
    (source) =>
      `/** ${source.variant?.['summary'] ?? source.raw.summary} (${source.raw['x-section']}) */\nexport const ${source.id}: Operation<${argsType(document, source)}, ${resultType(source)}> = ${JSON.stringify(operation(document, source))}`,
  )
  return `import type { WireNumber } from '../../../lib/json.ts'\nimport type { Operation } from '../../types.ts'\nimport type * as T from './types.ts'\n\nexport type { WireNumber }\n${rows.join('\n')}\n`
}

/** `catalogue.ts`: the words. */
export function writeCatalogue(document: Document): string {
  const entries: CatalogueEntry[] = document.sources.map(({ raw, variant, ...source }) => ({
    id: source.id,
    method: source.method as Method,
    path: source.path,
    summary: String(variant?.['summary'] ?? raw.summary),
    description: raw['description'] as string | undefined,
    tag: raw.tags[0] ?? '',
    section: String(raw['x-section'] ?? ''),
    kind: (variant?.['kind'] ?? raw['x-kind']) as Kind,
    risk: (variant?.['risk'] ?? raw['x-risk']) as Risk,
    permission: raw['x-permission'] === undefined ? undefined : [raw['x-permission']].flat().join(', '),
    supersededBy: raw['x-superseded-by'] as string | undefined,
    stability: typeof raw['x-stability'] === 'string' ? raw['x-stability'] : undefined,
    variantOf: variant ? raw.operationId : undefined,
    beyond: raw['x-beyond'] as 'sdk' | undefined,
  }))
  return `import type { CatalogueEntry } from '../../types.ts'\n\nexport const tags: readonly { name: string; description?: string }[] = ${JSON.stringify(document.tags.map(({ name, description }) => ({ name, description })))}\nexport const catalogue: readonly CatalogueEntry[] = ${JSON.stringify(entries)}\n`
}

/** `table.ts`: the same rows by id, for whoever gets an id at run time; apart, so that pages keep only what they name. */
export function writeTable(document: Document): string {
  const rows = Object.fromEntries(document.sources.map((source) => [source.id, operation(document, source)]))
  return `import type { Operation } from '../../types.ts'\n\nexport const operations = JSON.parse(${JSON.stringify(JSON.stringify(rows))}) as Record<string, Operation>\n`
}

/** Reads one family's OpenAPI 3.1 document and follows its references. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Family } from '../types.ts'

export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json | undefined
}

export interface Schema extends JsonObject {
  $ref?: string
  type?: string | string[]
  properties?: { [name: string]: Schema }
  items?: Schema
  required?: string[]
  enum?: Json[]
}

export interface Parameter extends JsonObject {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: Schema
}

export interface RawOperation extends JsonObject {
  operationId: string
  summary: string
  tags: string[]
}

/** One operation or one variant of it, references resolved one level deep. */
export interface Source {
  id: string
  method: string
  path: string
  raw: RawOperation
  variant?: JsonObject
  parameters: Parameter[]
  bodyType?: string
  body?: Schema
  answerType?: string
  answer?: Schema
}

export interface Document {
  family: Family
  tags: { name: string; description?: string }[]
  schemas: { [name: string]: Schema }
  statuses: JsonObject
  sources: Source[]
  resolve: (schema: Schema | undefined) => Schema
}

const methods = ['get', 'post', 'put', 'delete', 'patch']

/** Reads `<folder>/openapi.yaml`. Throws on a reference that leads nowhere. */
export function readDocument(family: Family, file: string): Document {
  const root = parse(readFileSync(file, 'utf8')) as JsonObject
  const components = root['components'] as JsonObject

  function follow<T>(node: T): T {
    const ref = (node as JsonObject | undefined)?.['$ref']
    if (typeof ref !== 'string') return node
    const found = ref
      .split('/')
      .slice(1)
      .reduce<Json | undefined>((at, key) => (at as JsonObject | undefined)?.[key], root)
    if (found === undefined) throw new Error(`${family}: ${ref} leads nowhere`)
    return follow(found) as unknown as T
  }

  const sources: Source[] = []
  for (const [path, item] of Object.entries(root['paths'] as JsonObject)) {
    for (const method of methods) {
      const raw = (item as JsonObject)[method] as RawOperation | undefined
      if (!raw) continue
      const parameters = ((raw['parameters'] ?? []) as unknown as Parameter[]).map(follow)
      const content = (follow(raw['requestBody'] ?? {}) as JsonObject)['content'] as JsonObject | undefined
      const bodyType = content && Object.keys(content)[0]
      const body = bodyType ? ((content[bodyType] as JsonObject)['schema'] as Schema) : undefined
      const answerContent = Object.entries(raw['responses'] as JsonObject)
        .filter(([status]) => status.startsWith('2'))
        .map(([, response]) => (follow(response) as JsonObject)['content'] as JsonObject | undefined)
        .find((found) => found && Object.keys(found).length > 0)
      const answerType = answerContent && Object.keys(answerContent)[0]
      const answer = answerType ? ((answerContent[answerType] as JsonObject)['schema'] as Schema) : undefined
      const source: Source = {
        id: raw.operationId,
        method: method.toUpperCase(),
        path,
        raw,
        parameters,
        bodyType,
        body,
        answerType,
        answer,
      }
      sources.push(source)
      for (const variant of (raw['x-variants'] ?? []) as JsonObject[]) {
        const bodyRef = variant['bodySchema'] as string | undefined
        sources.push({
          ...source,
          id: variant['operationId'] as string,
          variant,
          body: bodyRef ? { $ref: bodyRef } : body,
        })
      }
    }
  }
  return {
    family,
    tags: (root['tags'] ?? []) as unknown as Document['tags'],
    schemas: (components['schemas'] ?? {}) as Document['schemas'],
    statuses: (components['x-statuses'] ?? {}) as JsonObject,
    sources,
    resolve: (schema) => follow(schema ?? {}),
  }
}

/** Path parameters that the client or the server fills in: the project, and those with one legal value. */
export function isGiven(document: Document, parameter: Parameter): boolean {
  if (parameter.in !== 'path') return false
  if (parameter.name === 'project_id') return document.family !== 'servicecomb'
  return parameter.schema['x-constant'] !== undefined || parameter['x-constant'] !== undefined
}

import { dropSecrets } from '~/contract/dropSecrets.ts'
import { withPast, withSaved, type KeptRequests, type PastRequest, type SavedRequest } from '~/contract/requests.ts'
import { families, type Operation } from '~/contract/types.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { loadFacts } from '../facts.ts'
import { answer, refuse } from './problem.ts'
import type { Memory } from './session.ts'

type Fields = Readonly<Record<string, unknown>>

async function operationOf({ family, operationId }: Fields): Promise<Operation | undefined> {
  const known = families.find((one) => one === family)
  return known && (await loadFacts(known)).operations.find(({ id }) => id === operationId)
}

/** The request without its secrets; our server takes them out too. */
function safe(operation: Operation, request: Fields): unknown {
  const { body, ...args } = request['args'] as Fields
  const kept = body === undefined ? undefined : dropSecrets(operation, body)
  return { ...request, args: kept === undefined ? args : { ...args, body: kept } }
}

/** What the visitor called and saved in the API Explorer; it survives a reload. */
export function createRequests(memory: Memory) {
  const read = () => parseJson(memory.get('requests') ?? '{"past":[],"saved":[]}') as KeptRequests
  const write = (requests: KeptRequests) => {
    memory.set('requests', stringifyJson(requests))
    return answer(204)
  }

  async function put(list: keyof KeptRequests, body: Fields): Promise<Response> {
    const operation = await operationOf(body)
    if (!operation) return refuse(400, 'gantry.bad_parameter', 'There is no such operation.', { field: 'operationId' })
    const request = safe(operation, body)
    const next = list === 'past' ? withPast(read(), request as PastRequest) : withSaved(read(), request as SavedRequest)
    return next ? write(next) : refuse(413, 'gantry.too_large', 'There is no room for it: remove a request first.')
  }

  function remove(list: keyof KeptRequests, ids: readonly string[] | undefined): Response {
    const requests = read()
    return write({ ...requests, [list]: ids ? requests[list].filter(({ id }) => !ids.includes(id)) : [] })
  }

  return {
    /** Answers `/api/requests…`; undefined for another path. */
    async handle(method: string, path: string, body: Fields): Promise<Response | undefined> {
      const [, collection, list, id] = path.split('/')
      if (collection !== 'requests') return undefined
      if (list === undefined) return method === 'GET' ? answer(200, read()) : undefined
      if (list !== 'past' && list !== 'saved') return undefined
      if (method === 'PUT' && id !== undefined) return put(list, body)
      if (method !== 'DELETE' || (id === undefined && list === 'saved')) return undefined
      return remove(list, id === undefined ? undefined : decodeURIComponent(id).split(','))
    },
  }
}

import type { SavedView } from '~/contract/console.ts'
import { answer } from './problem.ts'
import type { Memory } from './session.ts'

/** The views of lists that the visitor keeps; they survive a reload. */
export function createViews(memory: Memory) {
  const read = () => JSON.parse(memory.get('views') ?? '[]') as SavedView[]
  return {
    /** Answers `/api/views…`; undefined for another path. */
    handle(method: string, path: string, body: unknown): Response | undefined {
      const [, collection, id] = path.split('/')
      if (collection !== 'views') return undefined
      if (method === 'GET' && id === undefined) return answer(200, { views: read() })
      if (id === undefined || !['PUT', 'DELETE'].includes(method)) return undefined
      const others = read().filter((view) => view.id !== decodeURIComponent(id))
      memory.set('views', JSON.stringify(method === 'PUT' ? [...others, body] : others))
      return answer(204)
    },
  }
}

import type { EndpointFamily } from '~/contract/console.ts'
import { Reply } from '../simulation.ts'
import type { RawRequest } from './canonical.ts'

/** One request that reached the simulated cloud, whatever became of it. */
export interface RecordedRequest {
  endpoint: EndpointFamily | 'engine' | 'securedEngine'
  method: string
  /** As in the request line: still encoded. */
  target: string
  headers: Record<string, string>
  body: string
  status: number
}

interface Controls {
  setMock: (mock: string) => void
  advance: (ms: number) => void
  seen: readonly RecordedRequest[]
}

/** `PUT mock` (a `?mock=` string), `POST advance` (milliseconds), `GET seen`: for tests in another process. */
export function control(raw: RawRequest, { setMock, advance, seen }: Controls): Reply {
  const text = raw.body.toString('utf8').trim()
  switch (`${raw.method} ${raw.target.slice('/__simulation/'.length)}`) {
    case 'PUT mock':
      try {
        setMock(text)
      } catch (error) {
        return new Reply(400, { error_msg: String(error) })
      }
      return new Reply(204)
    case 'POST advance':
      if (!/^\d+$/.test(text)) return new Reply(400, { error_msg: 'milliseconds wanted' })
      advance(Number(text))
      return new Reply(204)
    case 'GET seen':
      return new Reply(200, seen)
    default:
      return new Reply(404, { error_msg: 'PUT mock, POST advance, GET seen' })
  }
}

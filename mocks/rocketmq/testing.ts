/** A simulated RocketMQ for tests: called by operation through the whole mount, with the clock in hand. */
import type { Operation } from '~/contract/types.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { createSimulation } from '../mount.ts'

const caller = { user: 'tester', projectId: '0123456789abcdef0123456789abcdef', region: 'ap-southeast-1' }
export const START = Date.UTC(2026, 0, 15, 8)

/** Starts a cloud with its clock at `START`. Answers that break their schema fail the test, unless told otherwise. */
export function testCloud(mock = '', validate: 'throw' | 'off' = 'throw') {
  const clock = { time: START, now: () => clock.time }
  const simulation = createSimulation({ mock, clock, validate })

  async function raw<Args, Result>(
    operation: Operation<Args, Result>,
    args: NoInfer<Args>,
  ): Promise<{ status: number; body: unknown }> {
    const values = { ...operation.constants, project_id: caller.projectId, ...args } as Record<
      string,
      string | number | undefined
    >
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(String(values[name])),
    )
    const query = new URLSearchParams(operation.fixedQuery)
    for (const name of operation.query ?? []) if (values[name] !== undefined) query.set(name, String(values[name]))
    const body = { ...operation.fixedBody, ...(args as { body?: object }).body }
    const request = new Request(`https://cloud.test${path}?${query}`, {
      method: operation.method,
      ...(operation.body && { body: stringifyJson(body), headers: { 'content-type': 'application/json' } }),
    })
    const response = await simulation.handle(request, 'rocketmq', caller)
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : parseJson(text) }
  }

  return {
    raw,
    advance(ms: number): void {
      clock.time += ms
    },
    now: clock.now,
    /** The body of an answer that must be a success. */
    async ok<Args, Result>(operation: Operation<Args, Result>, args: NoInfer<Args>): Promise<Result> {
      const answer = await raw(operation, args)
      if (answer.status >= 300) throw new Error(`${operation.id}: ${answer.status} ${stringifyJson(answer.body)}`)
      return answer.body as Result
    },
    /** `status code` of an answer that must be a refusal. */
    async refusal<Args, Result>(operation: Operation<Args, Result>, args: NoInfer<Args>): Promise<string> {
      const answer = await raw(operation, args)
      if (answer.status < 300) throw new Error(`${operation.id} was not refused: ${stringifyJson(answer.body)}`)
      return `${answer.status} ${(answer.body as { error_code?: string }).error_code}`
    },
  }
}

export type TestCloud = ReturnType<typeof testCloud>

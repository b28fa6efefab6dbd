import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MASK, REVEAL_HEADER } from '~/contract/console.ts'
import { allOperations } from '~/contract/generated/all.ts'
import { maskSecrets } from '~/contract/mask.ts'
import type { Operation, SecretPath } from '~/contract/types.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { replyJson, startHarness, type Harness } from './harness.ts'
import { scanJson } from './jsonScan.ts'
import { secretTexts } from './secretTexts.ts'
import { issuesToken } from './tokens.ts'

const masked = (json: string, ...secretsOut: SecretPath[]) =>
  stringifyJson(maskSecrets({ secretsOut }, parseJson(json)))

test('H5 every form of path hides its secret and nothing else', () => {
  expect(masked('{"a":"s","b":1.10}', { path: 'a' })).toBe(`{"a":"${MASK}","b":1.10}`)
  expect(masked('{"l":[{"a":"s"},{"b":"s"},null]}', { path: 'l[].a' })).toBe(`{"l":[{"a":"${MASK}"},{"b":"s"},null]}`)
  expect(masked('[{"x":{"p":"s"}}]', { path: '[].x.p' })).toBe(`[{"x":{"p":"${MASK}"}}]`)
  expect(masked('{"m":{"k1":"s","k2":"t"}}', { path: 'm.*' })).toBe(`{"m":{"k1":"${MASK}","k2":"${MASK}"}}`)
  expect(masked('{"m":{"k1":{"p":"s"}}}', { path: 'm.*.p' })).toBe(`{"m":{"k1":{"p":"${MASK}"}}}`)
  expect(masked('{"l":["s","t"]}', { path: 'l[]' })).toBe(`{"l":["${MASK}","${MASK}"]}`)
  expect(masked('{"l":{"deep":["s"]}}', { path: 'l' })).toBe(`{"l":"${MASK}"}`)
})

test('H5 a number is hidden too, an empty value stays empty', () => {
  expect(masked('{"a":12345678901234567890}', { path: 'a' })).toBe(`{"a":"${MASK}"}`)
  expect(masked('{"a":0,"b":"","c":null}', { path: 'a' }, { path: 'b' }, { path: 'c' })).toBe(
    `{"a":"${MASK}","b":"","c":null}`,
  )
})

test('H5 a condition looks at the sibling', () => {
  const when = { field: 'type', in: ['password'] }
  expect(masked('{"c":[{"type":"password","v":"s"},{"type":"text","v":"t"}]}', { path: 'c[].v', when })).toBe(
    `{"c":[{"type":"password","v":"${MASK}"},{"type":"text","v":"t"}]}`,
  )
})

test('the secrets of a body are found by the same paths', () => {
  expect(
    secretTexts({ a: 'long enough', l: [{ p: 'also secret' }, { p: 'abc' }], n: 5 }, [
      { path: 'a' },
      { path: 'l[].p' },
      { path: 'n' },
      { path: 'x.y' },
    ]),
  ).toEqual(['long enough', 'also secret'])
})

test('P13 the scan of a large body is fast, also of a hostile one', () => {
  const started = performance.now()
  expect(scanJson('{"a":"' + '\\"'.repeat(3_000_000) + '"}', 32)).toBeUndefined()
  expect(scanJson('"'.repeat(6_000_000), 32)).toBeUndefined()
  expect(scanJson('['.repeat(6_000_000), 32)).toEqual({ kind: 'depth' })
  expect(performance.now() - started).toBeLessThan(3000)
})

describe('H5 an answer of every operation that can carry a secret', () => {
  const CANARY = 'CANARY-9f2c'
  let h: Harness
  beforeAll(async () => {
    h = await startHarness()
  })
  afterAll(() => h.close())

  /** Such an answer, with one canary in each list. */
  const plant = ({ path, when }: SecretPath) =>
    path
      .split(/\.|(?=\[\])/)
      .filter((step) => step !== '')
      .reduceRight<unknown>(
        (inner, step, at, steps) =>
          step === '[]'
            ? [inner]
            : { [step]: inner, ...(when && at === steps.length - 1 ? { [when.field]: when.in[0] } : {}) },
        CANARY,
      )

  function call({ family, method, path, constants, body }: Operation, headers: Record<string, string>) {
    const filled = path
      .replace('{project_id}', '-')
      .replace(/\{(\w+)\}/g, (_, name: string) => constants?.[name] ?? '1')
    const json = body === undefined ? {} : { body: '{}', headers: { ...headers, 'content-type': 'application/json' } }
    return h.send(`/${family}${filled}`, { method, headers, ...json })
  }

  const operations = allOperations
    // What issues a token answers without it, revealed or not.
    .filter((operation) => operation.secretsOut && !issuesToken(operation))
    .map((operation) => [`${operation.family} ${operation.id}`, operation] as const)

  test.each(operations)(
    '%s: leaves the server masked, and in clear only when it is revealed',
    async (_name, operation) => {
      for (const secret of operation.secretsOut ?? []) {
        replyJson(h.cloud, plant(secret))
        h.fresh.value = true
        const hidden = await (await call(operation, {})).text()
        expect([hidden.includes(CANARY), hidden.includes(MASK)]).toEqual([false, true])
        expect(await (await call(operation, { [REVEAL_HEADER]: '1' })).text()).toContain(CANARY)
        h.fresh.value = false
        const refused = await call(operation, { [REVEAL_HEADER]: '1' })
        expect([refused.status, (await refused.text()).includes(CANARY)]).toEqual([403, false])
      }
    },
  )

  test('there are forty of them', () => {
    expect(operations.length).toBeGreaterThanOrEqual(40)
  })
})

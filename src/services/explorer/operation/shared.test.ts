import { expect, test } from 'vitest'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { readShared, sharedPart, writeShared } from './shared.ts'

const back = async (args: Record<string, unknown>) =>
  readShared(sharedPart(new URLSearchParams(await writeShared(args))))

test('values come back as they were, numbers exact', async () => {
  const few = parseJson('{"instance_id":"%DLQ%x&y=1","n":9007199254740993,"body":{"名":["订单"]}}') as Record<
    string,
    unknown
  >
  expect(stringifyJson(await back(few))).toBe(stringifyJson(few))
  const many = { body: { list: Array.from({ length: 300 }, (_, index) => `name ${index}`) } }
  expect(await writeShared(many)).toMatch(/^\?z=[\w-]+$/)
  expect(await back(many)).toEqual(many)
})

test('no values are no query', async () => {
  expect(await writeShared({})).toBe('')
  expect(await readShared('')).toBeUndefined()
})

test('what does not fit into an address is not put there', async () => {
  const noise = Array.from({ length: 4000 }, (_, index) => Math.sin(index + 1))
  expect(await writeShared({ body: noise })).toBeUndefined()
})

test('broken and hostile addresses are no error', async () => {
  for (const part of ['with={', 'with=[1]', 'with=null', 'z=!!!', 'z=AAAA'])
    expect(await readShared(part)).toBe('broken')
  const stream = new Blob([`{"a":"${'x'.repeat(3_000_000)}"}`])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'))
  const bomb = Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url')
  expect(bomb.length).toBeLessThan(6000)
  expect(await readShared(`z=${bomb}`)).toBe('broken')
})

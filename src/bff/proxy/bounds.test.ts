/** H9: no answer of the cloud is larger, longer or more than it may be. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startRecorder, type Recorder } from '../upstream/recorder.ts'
import { createTransport, readAll, type Transport } from '../upstream/request.ts'
import { problemIn, replyJson, startHarness, type Harness } from './harness.ts'

const MIB = 1024 * 1024

describe('H9 the cap of the way out', () => {
  const CAP = 100_000
  let server: Recorder
  let transport: Transport
  beforeEach(async () => {
    server = await startRecorder()
    transport = createTransport({ maxAnswer: CAP })
  })
  afterEach(async () => {
    await transport.close()
    await server.close()
  })
  const get = () =>
    transport.request(
      { url: server.url, allowPrivate: true },
      { method: 'GET', path: '/', headers: [['host', server.url.host]], body: null },
    )

  test('lets an answer of just that size pass, and not a byte more', async () => {
    server.reply((_request, response) => response.end(Buffer.alloc(CAP)))
    expect(await readAll(await get(), 10 * CAP)).toHaveLength(CAP)
    server.reply((_request, response) => response.end(Buffer.alloc(CAP + 1)))
    await expect(get().then((answer) => readAll(answer, 10 * CAP))).rejects.toMatchObject({ kind: 'bad_answer' })
  })

  test('ends an answer without an end, and the connection with it', async () => {
    let written = 0
    server.reply((_request, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(10_000))) written += 10_000
      }
      response.on('drain', more)
      more()
    })
    const answer = await get()
    let seen = 0
    const reading = (async () => {
      for await (const chunk of answer.body) seen += chunk.length
    })()
    await expect(reading).rejects.toMatchObject({ kind: 'bad_answer', status: 502 })
    expect(seen).toBeLessThanOrEqual(CAP)
    await expect.poll(() => server.open(), { timeout: 1000 }).toBe(0)
    expect(written).toBeLessThan(64 * MIB)
  })

  test('counts what nobody reads', async () => {
    server.reply((_request, response) => void response.write(Buffer.alloc(2 * CAP)))
    const answer = await get()
    await expect.poll(() => server.open(), { timeout: 1000 }).toBe(0)
    await expect(readAll(answer, 10 * CAP)).rejects.toMatchObject({ kind: 'bad_answer' })
  })
})

describe('H9 what the browser gets', () => {
  let h: Harness
  afterEach(() => h.close())

  test('a streamed answer above the cap is cut off, never whole', async () => {
    h = await startHarness({ maxAnswer: 6 * MIB })
    replyJson(h.cloud, JSON.stringify({ rows: 'x'.repeat(8 * MIB) }))
    const response = await h.send('/rocketmq/v2/-/instances')
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('cannot be used')
    await expect.poll(() => h.cloud.open(), { timeout: 1000 }).toBe(0)
  })

  test('an answer above the cap that is still held back is a failure', async () => {
    h = await startHarness({ maxAnswer: MIB })
    replyJson(h.cloud, JSON.stringify({ rows: 'x'.repeat(2 * MIB) }))
    expect(await problemIn(await h.send('/rocketmq/v2/-/instances'), 502)).toMatchObject({ code: 'gantry.bad_answer' })
  })

  test('an answer with secrets is refused where it is too large to be masked', async () => {
    h = await startHarness()
    const users = '/rocketmq/v2/-/instances/i-1/users'
    const answer = (size: number) =>
      replyJson(h.cloud, `{"users":[{"secret_key":"CANARY"}],"pad":"${'x'.repeat(size)}"}`)
    answer(5 * MIB)
    const masked = await h.send(users)
    expect(masked.status).toBe(200)
    expect(await masked.text()).not.toContain('CANARY')
    answer(32 * MIB)
    expect(await problemIn(await h.send(users), 502)).toMatchObject({ code: 'gantry.bad_answer' })
  })
})

import { afterEach, describe, expect, test } from 'vitest'
import { aksk, replyJson, startHarness, type Harness, type HarnessOptions } from '../proxy/harness.ts'
import type { Credentials } from '../types.ts'

const signatureFailure = {
  error_code: 'APIGW.0301',
  error_msg: 'Incorrect IAM authentication information: verify aksk signature fail',
}
const list = '/rocketmq/v2/-/instances'

const started: Harness[] = []
async function start(options?: HarnessOptions): Promise<Harness> {
  const harness = await startHarness(options)
  started.push(harness)
  return harness
}
afterEach(async () => {
  for (const harness of started.splice(0)) await harness.close()
})

const ten = (h: Harness, path = list) =>
  Promise.all(Array.from({ length: 10 }, (_, i) => h.send(`${path}?offset=${i}`)))

/** Answers after a while, and notes how many calls were under way at a time. */
function slowly(h: Harness, status: number, body: unknown): { most: number } {
  const seen = { most: 0 }
  let now = 0
  h.cloud.reply((_request, response) => {
    seen.most = Math.max(seen.most, (now += 1))
    setTimeout(() => {
      now -= 1
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }, 30)
  })
  return seen
}

describe('K9 the key is not locked', () => {
  test('after two refusals in a row nothing is sent any more', async () => {
    const h = await start()
    replyJson(h.cloud, signatureFailure, 401)
    for (let i = 0; i < 6; i += 1) {
      const response = await h.send(list)
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ code: 'gantry.credentials_refused', origin: 'gantry' })
    }
    expect(h.cloud.requests).toHaveLength(2)
    expect(h.states).toEqual(['refused'])
  })

  test('a success in between starts the count again; a 401 of a service does not count', async () => {
    const h = await start()
    for (let i = 0; i < 3; i += 1) {
      replyJson(h.cloud, signatureFailure, 401)
      await h.send(list)
      replyJson(h.cloud, {})
      expect((await h.send(list)).status).toBe(200)
    }
    replyJson(h.cloud, { error_code: 'SVCSTG.00501116', error_msg: 'RBAC is on' }, 401)
    for (let i = 0; i < 3; i += 1) expect(await (await h.send(list)).json()).toMatchObject({ code: 'SVCSTG.00501116' })
    expect(h.states).toEqual([])
  })

  test('of calls at the same time no more go out than refusals are left', async () => {
    const h = await start()
    slowly(h, 401, signatureFailure)
    for (const answer of await ten(h))
      expect(await answer.json()).toMatchObject({ code: 'gantry.credentials_refused', origin: 'gantry' })
    expect(h.cloud.requests).toHaveLength(2)
    expect(h.states).toEqual(['refused'])
  })

  test('with a good key all arrive, and together once one was accepted', async () => {
    const h = await start()
    const first = slowly(h, 200, {})
    expect((await ten(h)).map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(h.cloud.requests).toHaveLength(10)
    // Two prove the key, the rest follows them.
    expect(first.most).toBeGreaterThan(2)
    const second = slowly(h, 200, {})
    await ten(h)
    expect(second.most).toBe(10)
  })

  test('after a refusal they go one at a time again, until one is accepted', async () => {
    const h = await start()
    slowly(h, 200, {})
    await h.send(list)
    replyJson(h.cloud, signatureFailure, 401)
    await h.send(list)
    h.cloud.requests.length = 0
    const seen = slowly(h, 401, signatureFailure)
    await ten(h)
    expect(h.cloud.requests).toHaveLength(1)
    expect(seen.most).toBe(1)
  })

  test('another secret for a key that was accepted has to prove itself', async () => {
    const h = await start()
    await h.send(list)
    const right = h.deps.resolve('c1')
    const wrong = right && { ...right, credentials: { ...aksk, secretKey: 'WRONG' } }
    h.deps.resolve = () => wrong
    h.cloud.requests.length = 0
    slowly(h, 401, signatureFailure)
    await ten(h)
    expect(h.cloud.requests).toHaveLength(2)
  })

  test('answers that say nothing about the key neither prove it nor hold the others back', async () => {
    const h = await start()
    for (const [status, body] of [
      [503, {}],
      [404, { error_code: 'APIGW.0101', error_msg: 'The API does not exist.' }],
    ] as const) {
      h.cloud.requests.length = 0
      const seen = slowly(h, status, body)
      expect((await ten(h)).map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => status))
      expect(h.cloud.requests).toHaveLength(10)
      expect(seen.most).toBe(2)
    }
    h.cloud.requests.length = 0
    slowly(h, 401, signatureFailure)
    await ten(h)
    expect(h.cloud.requests).toHaveLength(2)
  })

  test('one that is given up while it waits leaves the others their turn', async () => {
    const h = await start()
    const stop = new AbortController()
    h.cloud.reply((request, response) => void (request.url.includes('limit=') || response.end('{}')))
    const hanging = [1, 2].map((limit) => h.send(`${list}?limit=${limit}`, { signal: stop.signal }))
    await expect.poll(() => h.cloud.requests.length).toBe(2)
    const left = new AbortController()
    const given = h.send(`${list}?offset=7`, { signal: left.signal })
    const waiting = h.send(`${list}?offset=8`)
    left.abort()
    await given
    stop.abort()
    await Promise.all(hanging)
    expect((await waiting).status).toBe(200)
    expect(h.cloud.requests.map(({ url }) => url.split('?')[1])).toEqual(['limit=1', 'limit=2', 'offset=8'])
  })

  test('R6 a wrong clock is said with its seconds, and stops as well', async () => {
    const h = await start({ now: () => Date.now() - 20 * 60_000 })
    replyJson(
      h.cloud,
      {
        error_code: 'APIGW.0301',
        error_msg: 'Incorrect IAM authentication information: signature expired, signature time:20260101T000000Z',
      },
      401,
    )
    const answers: unknown[] = []
    for (let i = 0; i < 4; i += 1) answers.push(await (await h.send(list)).json())
    expect(answers[0]).toMatchObject({
      code: 'gantry.clock_skew',
      message: expect.stringMatching(/is (1199|1200|1201) seconds behind/),
    })
    expect(answers[3]).toMatchObject({ code: 'gantry.clock_skew' })
    expect(h.cloud.requests).toHaveLength(2)
    expect(h.logs.filter((line) => line.includes('upstream.clock_skew'))).toHaveLength(1)
  })
})

describe('K9 an IAM user is not locked', () => {
  const user: Credentials = { kind: 'password', domain: 'acme', user: 'ana', password: 'pass-canary' }

  test('a wrong password stops after two tries: IAM locks users as well', async () => {
    const h = await start({ credentials: user })
    replyJson(
      h.cloud,
      { error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' } },
      401,
    )
    for (let i = 0; i < 5; i += 1)
      expect(await (await h.send(list)).json()).toMatchObject({ code: 'gantry.credentials_refused' })
    expect(h.cloud.requests).toHaveLength(2)
    expect(JSON.stringify(h.logs)).not.toContain('pass-canary')
  })

  test('calls at the same time count one refused password once, and stop after the second', async () => {
    const h = await start({ credentials: user })
    h.cloud.reply(
      (_request, response) => void setTimeout(() => response.writeHead(401).end('{"error":{"code":401}}'), 20),
    )
    const ask = () => Promise.all(Array.from({ length: 2 }, (_, i) => h.send(`${list}?offset=${i}`)))
    await ask()
    expect([h.cloud.requests.length, h.states]).toEqual([1, []])
    await Promise.all([ask(), ten(h, '/ddm/v3/-/jobs')])
    expect([h.cloud.requests.length, h.states]).toEqual([2, ['refused']])
  })

  test('tokens of several projects are asked for no more at a time than refusals are left', async () => {
    const h = await start({ credentials: user })
    const target = h.deps.resolve('c1')
    let project = 0
    h.deps.resolve = () => target && { ...target, projectId: `project-${(project += 1)}` }
    slowly(h, 401, { error: { code: 401 } })
    await ten(h)
    expect(h.cloud.requests).toHaveLength(2)
  })
})

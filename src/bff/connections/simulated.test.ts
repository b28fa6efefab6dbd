import { describe, expect, it } from 'vitest'
import type { Connection, Problem } from '~/contract/console.ts'
import { testApp, type TestAppOptions } from '../testing/testApp.ts'
import { simulatedCloud } from './simulated.ts'

async function signedIn(options?: TestAppOptions) {
  const t = testApp(options)
  const cookie = await t.setUp()
  const send = <T = Connection & Problem>(method: string, path: string, body?: unknown) =>
    t.call<T>(path, { method, body, cookie })
  return { ...t, send }
}

describe('the simulated cloud', () => {
  const running = () => {
    const at = {
      rocketmq: 'http://127.0.0.1:7001',
      ddm: 'http://127.0.0.1:7002',
      cse: 'http://127.0.0.1:7003',
      roma: 'http://127.0.0.1:7004',
      iam: 'http://127.0.0.1:7005',
    }
    return {
      endpoints: at,
      engines: ['http://127.0.0.1:7006'],
      engineAccount: { name: 'root', password: 'simulated-password' },
      accessKey: 'SIMULATED0001',
      secretKey: 'simulated-secret',
      projectId: 'sim-project',
      region: 'sim-1',
      close: () => undefined,
    }
  }

  it('starts with the first connection to it, once', async () => {
    let starts = 0
    const t = await signedIn({
      startSimulatedCloud: async () => {
        starts += 1
        return running()
      },
    })
    await t.send('GET', '/api/connections')
    expect(starts).toBe(0)
    const made = await t.send('POST', '/api/connections', { name: 'Playground', region: '', simulated: true })
    expect(made.json).toMatchObject({
      simulated: true,
      region: 'sim-1',
      projectId: 'sim-project',
      credential: { kind: 'aksk', hint: '••••' },
    })
    expect((await t.send<object>('GET', `/cloud/${made.json.id}/rocketmq/x`)).json).toEqual({
      project: 'sim-project',
      fresh: true,
      url: 'http://127.0.0.1:7001',
    })
    expect(starts).toBe(1)
    expect((await t.connections.resolve(made.json.id))?.endpoint('rocketmq')?.allowPrivate).toBe(true)
  })

  it('needs no fresh password', async () => {
    const t = await signedIn({ startSimulatedCloud: async () => running() })
    t.clock.now += 10 * 60_000
    expect(
      (await t.send('POST', '/api/connections', { name: 'Playground', region: 'x', simulated: true })).status,
    ).toBe(201)
  })

  it('can be switched off', async () => {
    const t = await signedIn()
    const answer = await t.send('POST', '/api/connections', { name: 'Playground', region: 'x', simulated: true })
    expect([answer.status, answer.json.code]).toEqual([403, 'gantry.forbidden'])
  })

  it('is tried again after a failed start', async () => {
    let fail = true
    const cloud = simulatedCloud(async () => (fail ? Promise.reject(new Error('no port')) : running()))
    await expect(cloud.get()).rejects.toThrow('no port')
    fail = false
    expect((await cloud.get()).region).toBe('sim-1')
  })
})

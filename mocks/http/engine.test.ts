import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSimulatedCloud, type SimulatedCloud } from './server.ts'

let cloud: SimulatedCloud
beforeAll(async () => {
  cloud = await startSimulatedCloud()
})
afterAll(() => cloud.close())

const services = (origin: string, token?: string) =>
  fetch(`${origin}/v4/default/registry/microservices`, token ? { headers: { authorization: `Bearer ${token}` } } : {})
const signIn = (password: string) =>
  fetch(`${cloud.securedEngine}/v4/token`, { method: 'POST', body: JSON.stringify({ name: 'root', password }) })

it('the engine without authentication lets everybody in, the other one wants a token of its own', async () => {
  expect((await services(cloud.engine)).status).toBe(200)
  const refused = await services(cloud.securedEngine)
  expect([refused.status, await refused.json()]).toMatchObject([401, { errorCode: '401204' }])
  expect(await (await signIn('wrong')).json()).toMatchObject({ errorCode: '401202' })
  const { token } = (await (await signIn(cloud.engineAccount.password)).json()) as { token: string }
  expect((await services(cloud.securedEngine, token)).status).toBe(200)
  expect(await (await services(cloud.securedEngine, `${token}x`)).json()).toMatchObject({ errorCode: '401201' })
  cloud.advance(12 * 3_600_000)
  expect((await services(cloud.securedEngine, token)).status).toBe(401)
})

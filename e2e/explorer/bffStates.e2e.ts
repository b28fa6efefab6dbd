/** What only the real server can run into: an endpoint nobody listens at, an engine out of reach, a token it keeps. */
import { explorerPaths } from '~/paths/explorer.ts'
import { callGantry, draftFor } from '../../scripts/stack.ts'
import { expect, test } from '../fixtures.ts'
import { answer, control, goToOperation, runButton } from './steps.ts'

test('says of an endpoint and of an engine that they are out of reach', async ({
  page,
  open,
  server,
  badHosts,
  setFaults,
}) => {
  const cookie = await server.signIn()
  const draft = draftFor(server.cloud)
  const endpoints = { ...draft.endpoints, ddm: `https://${badHosts.closed}` }
  const { value } = await callGantry<{ id: string }>(
    server.origin,
    'POST',
    '/api/connections',
    { ...draft, name: 'Half', endpoints },
    cookie,
  )
  const connection = value.id
  await open(explorerPaths.operation({ connection, family: 'ddm', operationId: 'listInstancesV1' }))
  const failed = page.getByRole('region', { name: 'The call failed' })
  await runButton(page).click()
  await expect(failed.getByRole('alert')).toContainText('Code gantry.unreachable')
  await expect(failed.getByRole('alert')).toContainText('Check the address of the endpoint in the connection')
  await expect(page.getByText('The engine was not reached.')).toHaveCount(0)

  await goToOperation(page, { connection, family: 'servicecomb', operationId: 'listMicroservices' })
  const option = page.locator('datalist option', { hasText: 'shop-test' })
  await page.getByRole('combobox', { name: 'Engine' }).fill((await option.getAttribute('value')) ?? '')
  await runButton(page).click()
  await expect(answer(page, 200)).toBeVisible()
  await setFaults('offline')
  await runButton(page).click()
  await expect(failed.getByRole('alert')).toContainText('Code gantry.unreachable')
  await expect(page.getByText('The engine was not reached.')).toBeVisible()
  await setFaults('')
  await callGantry(server.origin, 'DELETE', `/api/connections/${connection}`, undefined, cookie)
})

test('keeps a token to itself, and says only that it was issued', async ({ page, open, connection, server }) => {
  const answers: string[] = []
  page.on('response', (response) => {
    if (/\/tokens?$/.test(new URL(response.url()).pathname)) void response.text().then((text) => answers.push(text))
  })
  await open(explorerPaths.operation({ connection, family: 'servicecomb', operationId: 'createToken' }))
  const option = page.locator('datalist option', { hasText: 'shop-prod' })
  const engine = (await option.getAttribute('value')) ?? ''
  await page.getByRole('combobox', { name: 'Engine' }).fill(engine)
  await control(page, 'name').fill(server.cloud.engineAccount.name)
  await control(page, 'password').fill(server.cloud.engineAccount.password)
  await runButton(page).click()
  await expect(answer(page, 200).getByRole('tree')).toContainText('issued')
  await goToOperation(
    page,
    { connection, family: 'cse-engine', operationId: 'createEngineRbacToken' },
    { engine_id: engine },
  )
  await runButton(page).click()
  await expect(answer(page, 200).getByRole('tree')).toContainText('expires_at')
  await expect.poll(() => answers.length).toBe(2)
  for (const text of answers) expect(text).toMatch(/^\{"issued":true,"expires_at":"[\dT:.Z-]+"\}$/)
})

/** Running, stopping, and finding again: history, saved requests, several connections. */
import { explorerPaths } from '~/paths/explorer.ts'
import { goTo } from '../addresses.ts'
import { expect, row, rowAction, test, toast } from '../fixtures.ts'
import { answer, confirm, control, goToOperation, openAt, runButton, valuesOf } from './steps.ts'

test('keeps what was run, without its secrets', async ({ page, open, connection }) => {
  const instance_id = await openAt(page, open, connection, 'orders-prod')
  await goToOperation(page, { connection, family: 'rocketmq', operationId: 'createUser' }, { instance_id })
  await expect(page.getByText('The values below come from a link.')).toBeVisible()
  await control(page, 'access_key').fill('explorer-user')
  await control(page, 'secret_key').fill('Canary#2026-x')
  await runButton(page).click()
  await confirm(page)
  await expect(page.locator('section[data-status^="2"]')).toBeVisible()

  await test.step('the history fills the form again, by the id of the call', async () => {
    await goTo(page, explorerPaths.history({ connection }))
    const call = row(page, 'createUser')
    await expect(call).toContainText(instance_id)
    await call.getByRole('link').click()
    await expect(page).toHaveURL(/\?past=[\w-]+$/)
    await expect(control(page, 'access_key')).toHaveValue('explorer-user')
    await expect(control(page, 'secret_key')).toHaveValue('')
    await page.reload()
    await expect(control(page, 'access_key')).toHaveValue('explorer-user')
    const { browser, server } = await page.evaluate(async () => ({
      browser: JSON.stringify([{ ...localStorage }, history.state, location.href]),
      server: await (await fetch('/api/requests', { headers: { 'x-gantry': '1' } })).text(),
    }))
    expect(browser).not.toContain('explorer-user')
    expect(server).toContain('explorer-user')
    expect(browser + server).not.toContain('Canary')
  })

  await test.step('until it is taken out', async () => {
    const { pathname, search } = new URL(page.url())
    await goTo(page, explorerPaths.history({ connection }))
    await row(page, 'createUser').getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(page.getByText('Nothing was run yet')).toBeVisible()
    await page.reload()
    await expect(page.getByText('Nothing was run yet')).toBeVisible()
    await goTo(page, pathname + search)
    await expect(page.getByText('The values that this address names are not kept (any more).')).toBeVisible()
  })
})

test('saves a request, overwrites it, and asks several connections', async ({ page, open, connection }) => {
  const save = async (name: string) => {
    await page.getByRole('button', { name: 'Save…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Save the request' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog.getByRole('button', { name: 'Save the request' }).click()
    await expect(toast(page, `Saved as “${name}”`)).toBeVisible()
  }
  await open((at) => explorerPaths.operation({ ...at, family: 'rocketmq', operationId: 'listInstances' }))
  await save('Our clusters')
  await control(page, 'limit').fill('7')
  await save('Our clusters')
  await goToOperation(page, { connection, family: 'rocketmq', operationId: 'createTopic' })
  await save('A new topic')

  await goTo(page, explorerPaths.saved({ connection }))
  const ours = row(page, 'Our clusters')
  await expect(ours).toHaveCount(1)
  await ours.getByRole('link', { name: 'Our clusters' }).click()
  await expect(control(page, 'limit')).toHaveValue('7')

  await test.step('under its name again it keeps its address', async () => {
    const address = page.url()
    await control(page, 'limit').fill('8')
    await save('Our clusters')
    await expect(page.getByText('not kept (any more)')).toHaveCount(0)
    await page.reload()
    await expect(control(page, 'limit')).toHaveValue('8')
    expect(page.url()).toBe(address)
  })

  await test.step('a read is asked of both, side by side', async () => {
    await page.goBack()
    await rowAction(page, 'Our clusters', 'Run over several connections…')
    // What is chosen stands in the address: the box is ticked when that has changed.
    await page.getByRole('checkbox', { name: /^Sandbox/ }).click()
    await expect(page.getByRole('checkbox', { name: /^Sandbox/ })).toBeChecked()
    await page.getByRole('button', { name: 'Ask 2 connections' }).click()
    const orders = page.getByRole('region', { name: 'Orders', exact: true })
    const sandbox = page.getByRole('region', { name: 'Sandbox', exact: true })
    await expect(orders).toContainText(/200 · \d+ ms/)
    await expect(sandbox).toContainText(/200 · \d+ ms/)
    await expect(orders).toContainText('orders-prod')
    await expect(sandbox.getByText(/difference|The same as/)).toBeVisible()
  })

  await test.step('a change is not', async () => {
    await goTo(page, explorerPaths.saved({ connection }))
    await row(page, 'A new topic')
      .getByRole('button', { name: /^Actions for/i })
      .click()
    const across = page.getByRole('menuitem', { name: /^Run over several/ })
    await expect(across).toBeDisabled()
    await page.keyboard.press('Escape')
    const address = (await page.getByRole('link', { name: 'A new topic' }).getAttribute('href')) ?? ''
    const id = new URLSearchParams(address.split('?')[1]).get('saved') ?? ''
    await goTo(page, explorerPaths.across({ connection, saved: id }))
    await expect(page.getByText('Only calls that change nothing can be run')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Ask / })).toHaveCount(0)
  })

  await test.step('until it is removed', async () => {
    await goTo(page, explorerPaths.saved({ connection }))
    await rowAction(page, 'A new topic', 'Remove')
    await expect(row(page, 'A new topic')).toHaveCount(0)
    await page.reload()
    await expect(row(page, 'Our clusters')).toHaveCount(1)
    await expect(row(page, 'A new topic')).toHaveCount(0)
  })
})

test('says what is known of a call that nobody waits for', async ({ page, open, connection, setFaults }) => {
  const instance_id = await openAt(page, open, connection, 'orders-prod')
  await setFaults('slow')
  const stop = page.getByRole('button', { name: 'Stop waiting' })

  await goToOperation(page, { connection, family: 'rocketmq', operationId: 'listTopics' }, { instance_id })
  await runButton(page).click()
  await stop.click()
  await expect(page.getByRole('alert')).toHaveText('You stopped waiting for the answer.')

  await goToOperation(
    page,
    { connection, family: 'rocketmq', operationId: 'createTopic' },
    { instance_id, body: { name: 'nobody-waits' } },
  )
  await runButton(page).click()
  await confirm(page)
  await stop.click()
  await expect(page.getByRole('alert')).toContainText('the outcome is unknown')
  await setFaults('')
  await goTo(page, explorerPaths.history({ connection }))
  await expect(row(page, 'createTopic')).toContainText('no answer')
  await expect(row(page, 'listTopics')).toHaveCount(0)
})

test('wants the name of what is destroyed, and says that choices are the first of many', async ({
  page,
  open,
  connection,
}) => {
  const instance_id = await openAt(page, open, connection, 'mega-cluster', { mock: 'large' })
  await goToOperation(page, { connection, family: 'rocketmq', operationId: 'deleteTopic' }, { instance_id })
  await control(page, 'topic').click()
  await expect(valuesOf(page).getByText('The first 50 of 10000 from listTopics; any other can be typed')).toBeVisible()
  await page.getByRole('option').first().click()
  const topic = await control(page, 'topic').inputValue()
  await runButton(page).click()
  await confirm(page, topic)
  await expect(page.locator('section[data-status^="2"]')).toBeVisible()
  await runButton(page).click()
  await confirm(page, topic)
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(answer(page, 204)).toHaveCount(0)
})

/** Answers that hold less than one hoped for: failures in words, nothing at all, half of it, or a secret kept back. */
import { explorerPaths } from '~/paths/explorer.ts'
import { goTo, seeded } from '../addresses.ts'
import { expect, row, test } from '../fixtures.ts'
import { violations } from '../look.ts'
import { answer, confirm, goToOperation, runButton, valuesOf } from './steps.ts'

test('a failure says what it is, what to do, and by which id it is found', async ({
  page,
  open,
  connection,
  setFaults,
}) => {
  const { instance_id } = seeded({ connection })
  const at = { connection, family: 'rocketmq' } as const
  await open(explorerPaths.operation({ ...at, operationId: 'getTopic' }, { instance_id, topic: 'no-such' }))
  const alert = page.getByRole('region', { name: 'The call failed' }).getByRole('alert')

  await test.step('a code of the catalogue, with its hint', async () => {
    await runButton(page).click()
    await expect(alert).toContainText('Not found')
    await expect(alert).toContainText('the topic, queue or subscription may be deleted')
    await expect(alert).toContainText(/Code DMS\.10240401/)
    await expect(alert).toContainText(/Request ID [0-9a-f]{8,}/)
  })

  await test.step('a permission that is missing is named', async () => {
    await setFaults('fail:getInstance:DMS.00403003')
    await goToOperation(page, { ...at, operationId: 'getInstance' }, { instance_id })
    await runButton(page).click()
    await expect(alert).toContainText('You may not do this')
    await expect(alert).toContainText('The cloud account needs the permission dms:instance:get.')
    await expect(alert).toContainText('Role lacks the permission')
  })

  await test.step('a code that nobody knows comes in the words of the cloud', async () => {
    await setFaults('fail:getInstance:502')
    await runButton(page).click()
    await expect(alert).toContainText('Backend unavailable')
    await expect(alert).toContainText('Code APIGW.0201')
  })

  await test.step('no answer at all', async () => {
    await setFaults('offline')
    await runButton(page).click()
    await expect(page.getByRole('region', { name: 'The call failed' })).toContainText(
      'No answer came, so there are no headers.',
    )
    await expect(alert).toContainText('cannot be reached')
  })
})

test('the same in Chinese, in the dark', async ({ page, open, connection, setFaults }) => {
  const { instance_id } = seeded({ connection })
  const at = { connection, family: 'rocketmq', operationId: 'listInstances' } as const
  await open(explorerPaths.operation(at), { lang: 'zh', scheme: 'dark' })
  const run = page.getByRole('button', { name: '执行', exact: true })
  const alert = page.getByRole('region', { name: '调用失败' }).getByRole('alert')
  await run.click()
  await expect(page.getByRole('region', { name: '返回结果' })).toHaveAttribute('data-status', '200')
  await expect(row(page, 'orders-prod')).toBeVisible()
  await page.evaluate(() => scrollTo(0, 0))
  expect(await violations(page)).toEqual([])

  await setFaults('fail:listInstances:DMS.00403003')
  await run.click()
  await expect(alert).toContainText('没有权限')
  await expect(alert).toContainText('角色缺少此权限')
  await expect(alert).toContainText('云账号需要权限 dms:instance:list。')
  await expect(alert).toContainText(/请求 ID [0-9a-f]{8,}/)

  await setFaults('')
  await goTo(page, explorerPaths.operation({ ...at, operationId: 'getTopic' }, { instance_id, topic: 'no-such' }))
  await run.click()
  await expect(alert).toContainText('队列或主题等资源不存在')
  await expect(alert).toContainText('请检查名称并刷新列表')
  // What the cloud itself said stands beside it.
  await expect(alert.locator('[lang=en]')).toContainText('The topic no-such does not exist.')

  await setFaults('fail:getTopic:502')
  await run.click()
  await expect(alert).toContainText('Backend unavailable')
})

test('nothing, a list of nothing, and half of it are three things', async ({ page, open, connection, setFaults }) => {
  const { instance_id } = seeded({ connection })
  const at = { connection, family: 'rocketmq' } as const
  await open(explorerPaths.operation({ ...at, operationId: 'listInstances' }, { name: 'no-such-instance' }))

  await test.step('a list of nothing', async () => {
    await runButton(page).click()
    await expect(answer(page, 200)).toContainText('The list in the answer is empty')
  })

  await test.step('nothing', async () => {
    const group = { enabled: true, broadcast: false, retry_max_time: 7, name: 'billing-writer', from_beginning: false }
    const values = { instance_id, group: 'billing-writer', body: group }
    await goToOperation(page, { ...at, operationId: 'updateConsumerGroup' }, values)
    await runButton(page).click()
    await confirm(page)
    await expect(answer(page, 204)).toContainText('The answer has no body.')
    await expect(answer(page, 204).getByRole('button', { name: 'Download' })).toHaveCount(0)
  })

  await test.step('a success in which some failed', async () => {
    await setFaults(`fail:batchDeleteInstancesById:409:${instance_id}`)
    const { instance_id: other } = seeded({ connection }, 'payments-prod')
    const values = { body: { instances: [instance_id, other] } }
    await goToOperation(page, { ...at, operationId: 'batchDeleteInstancesById' }, values)
    await runButton(page).click()
    await confirm(page, 'batchDeleteInstancesById')
    const note = answer(page, 200).getByRole('alert')
    await expect(note).toContainText('1 of them failed although the call succeeded')
    await expect(note.getByRole('listitem')).toHaveText(`${instance_id} failed`)
  })

  await test.step('one that only lists what failed', async () => {
    const devices = { connection, family: 'roma-link', operationId: 'forceDevicesOffline' } as const
    await goToOperation(page, devices, { instance_id: 'r-1', body: { device_ids: [711554] } })
    await runButton(page).click()
    await confirm(page)
    await expect(answer(page, 200).getByRole('alert')).toContainText(/1 of them failed.*711554/)
  })
})

test('of a credential one sees only that it was issued, and until when', async ({ page, open, connection }) => {
  const engine = { connection, family: 'cse-engine', operationId: 'createEngineRbacToken' } as const
  await open(explorerPaths.operation(engine, { engine_id: 'e-1' }))
  await expect(page.getByText('The answer of this operation is a credential.')).toBeVisible()
  // There is nothing that a password could bring to light.
  await expect(valuesOf(page).getByRole('checkbox', { name: 'Show secrets in the answer' })).toHaveCount(0)
  await runButton(page).click()
  const shown = answer(page, 200)
  await expect(shown.getByRole('treeitem').filter({ hasText: /^issued/ })).toContainText('true')
  await expect(shown.getByRole('treeitem').filter({ hasText: /^expires_at/ })).toContainText(/\d{4}-\d\d-\d\dT/)
  await shown.getByRole('tab', { name: 'Text' }).click()
  await expect(shown.locator('pre')).not.toContainText('token')
})

/** Names that other clients have given, with blanks, % and Chinese: from the list to the end. */
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { instanceId } from '../addresses.ts'
import { expect, field, fillForm, row, test, toast, type Page } from '../fixtures.ts'

const things = [
  { kind: 'topic', tab: 'Topics', name: '订单 50%off', other: 'commands', deletion: 'Delete topic' },
  {
    kind: 'group',
    tab: 'Consumer groups',
    name: '账单 50%off',
    other: 'command-bus',
    deletion: 'Delete consumer group',
  },
] as const

async function deleteShown(page: Page, name: string, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByLabel(`Type ${name} to confirm`).fill(name)
  await dialog.getByRole('button', { name: title }).click()
}

for (const { kind, tab, name, other, deletion } of things)
  test(`a ${kind} named ${name} is listed, opened by its address and deleted`, async ({ page, open, connection }) => {
    await open((at) => rocketmqPaths.instances(at), { mock: 'everyStatus' })
    await page.getByRole('table').getByRole('link', { name: 'state-running', exact: true }).click()
    await page.getByRole('link', { name: tab, exact: true }).click()
    await page.getByRole('table').getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    const at = { connection, instance_id: await instanceId(page, connection, 'state-running') }
    const address =
      kind === 'topic' ? rocketmqPaths.topic({ ...at, topic: name }) : rocketmqPaths.group({ ...at, group: name })
    expect(new URL(page.url()).pathname).toBe(address)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(row(page, 'broker-0').first()).toBeVisible()
    await page.getByRole('link', { name: 'Who may use it', exact: true }).click()
    await expect(page).toHaveURL(/\/users$/)
    await deleteShown(page, name, deletion)
    await expect(toast(page, `${name} deleted.`)).toBeVisible()
    await expect(row(page, other)).toBeVisible()
    await expect(page.getByRole('table').getByRole('link', { name, exact: true })).toHaveCount(0)
  })

test('a name that the cloud refuses is said at the field, in the language of the reader', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at), { lang: 'zh' })
  await page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true }).click()
  for (const { tab, create, limit } of [
    { tab: '主题', create: '创建主题', limit: '127' },
    { tab: '消费组', create: '创建消费组', limit: '64' },
  ])
    await test.step(create, async () => {
      await page.getByRole('navigation').getByRole('link', { name: tab, exact: true }).click()
      await page.getByRole('link', { name: create }).first().click()
      const form = page.getByRole('dialog', { name: create })
      await fillForm(form, { 名称: '订单 50%' })
      await form.getByRole('button', { name: create }).click()
      await expect(form.getByText(`云服务拒绝了此名称：请使用 1 到 ${limit} 个`)).toBeVisible()
      await expect(field(form, '名称')).toHaveAttribute('aria-invalid', 'true')
      await form.getByRole('button', { name: '取消' }).click()
      await page.getByRole('button', { name: '放弃' }).click()
      await expect(form).toHaveCount(0)
    })
})

import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { administrator, expect, row, test, toast } from '../fixtures.ts'

test('a session that ends under a form is begun again in place, and nothing typed is lost', async ({
  page,
  open,
  endSession,
}) => {
  await open((at) => rocketmqPaths.instances(at))
  await page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Topics', exact: true }).click()
  await page.getByRole('link', { name: 'Create topic' }).first().click()
  const form = page.getByRole('dialog', { name: /^Create topic/ })
  await form.getByRole('textbox', { name: 'Name' }).fill('after-the-break')
  await endSession()
  await form.getByRole('button', { name: 'Create topic' }).click()
  const gate = page.getByRole('dialog', { name: 'Sign in again' })
  await expect(gate).toContainText('nothing you typed is lost')
  await expect(gate.getByRole('textbox', { name: 'User name' })).not.toHaveValue('')

  await test.step('a wrong password', async () => {
    await gate.getByRole('textbox', { name: 'Password' }).fill('wrong')
    await gate.getByRole('button', { name: 'Sign in' }).click()
    await expect(gate.getByRole('alert')).toHaveText('User name or password is wrong.')
  })

  await test.step('giving up leaves the form as it was', async () => {
    await gate.getByRole('button', { name: 'Cancel' }).first().click()
    await expect(gate).toHaveCount(0)
    await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('after-the-break')
    await expect(form.getByRole('alert')).toContainText('gantry.signed_out')
  })

  await test.step('the right one: the request goes on', async () => {
    await form.getByRole('button', { name: 'Create topic' }).click()
    await gate.getByRole('textbox', { name: 'Password' }).fill(administrator.password)
    await gate.getByRole('button', { name: 'Sign in' }).click()
    await expect(toast(page, 'Topic after-the-break created')).toBeVisible()
    await expect(form).toHaveCount(0)
    await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('after-the-break')
    await expect(row(page, 'after-the-break')).toBeVisible()
  })
})

test('after signing out, Back shows nothing', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(row(page, 'orders-prod')).toBeVisible()
  await page.getByRole('button', { name: /^User menu/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('orders-prod')).toHaveCount(0)
  await page.getByRole('textbox', { name: 'User name' }).fill(administrator.name)
  await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(row(page, 'orders-prod')).toBeVisible()
})

/** Set-up, wrong passwords, and the end of sessions: what only the real server can show. */
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { administrator, expect, row, test, type Page } from '../fixtures.ts'

async function signIn(page: Page, secret = administrator.password): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(administrator.name)
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('the first run: a wrong link is refused, the right one makes the administrator, once', async ({
  page,
  freshServer,
}) => {
  await test.step('a wrong link', async () => {
    await page.goto(`${freshServer.origin}/setup#token=wrong`)
    await expect(page.getByRole('heading', { level: 1, name: 'Set up Gantry' })).toBeVisible()
    // The code is gone from the address at once.
    expect(page.url()).not.toContain('wrong')
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(administrator.password)
    await page.getByRole('textbox', { name: 'Repeat the password' }).fill('something else')
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByText('The two passwords differ.')).toBeVisible()
    await page.getByRole('textbox', { name: 'Repeat the password' }).fill(administrator.password)
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByRole('alert')).toHaveText(/^This code is wrong or has been used/)
  })

  await test.step('the right one, opened where the page asks for its code', async () => {
    await page.goto('about:blank')
    await page.goto(freshServer.origin)
    const code = page.getByRole('textbox', { name: 'One-time code' })
    await expect(code).toBeVisible()
    await page.goto(freshServer.setupLink)
    await expect(code).toHaveCount(0)
    expect(page.url()).not.toContain('token')
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(administrator.password)
    await page.getByRole('textbox', { name: 'Repeat the password' }).fill(administrator.password)
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByText('Connect a cloud account')).toBeVisible()
  })

  await test.step('not twice', async () => {
    await page.goto('about:blank')
    await page.goto(freshServer.setupLink)
    await expect(page.getByRole('heading', { level: 1, name: 'Gantry is set up already.' })).toBeVisible()
    expect(freshServer.output()).not.toContain(administrator.password)
  })

  await test.step('the built-in cloud is one click away', async () => {
    await page.getByRole('link', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Use the built-in simulated cloud' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Simulated cloud' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'crm-events' })).toBeVisible()
  })
})

test('wrong passwords are slowed down, and the page says for how long', async ({ page, freshServer }) => {
  test.setTimeout(90_000)
  await page.goto(freshServer.setupLink)
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(administrator.password)
  await page.getByRole('textbox', { name: 'Repeat the password' }).fill(administrator.password)
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await page.getByRole('button', { name: /^User menu/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  await signIn(page, 'not the password')
  await expect(page.getByRole('alert')).toHaveText('User name or password is wrong.')
  // Each further failure doubles the time to wait, so that it is met sooner or later.
  await expect(async () => {
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert')).toHaveText(/^Too many attempts\. Try again in \d+ s\.$/, { timeout: 700 })
  }).toPass({ timeout: 60_000, intervals: [50] })
})

test('signing out everywhere ends the other browser too', async ({ page, open, browser, server }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(row(page, 'orders-prod')).toBeVisible()
  const elsewhere = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await elsewhere.goto(`${server.origin}${new URL(page.url()).pathname}`)
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await signIn(elsewhere)
  await expect(row(elsewhere, 'orders-prod')).toBeVisible()
  await elsewhere.getByRole('button', { name: /^User menu/ }).click()
  await elsewhere.getByRole('menuitem', { name: 'Sign out everywhere' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await page.getByRole('button', { name: 'Refresh' }).first().click()
  await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible()
  await elsewhere.context().close()
})

/** Connections to the cloud over HTTP: every kind of credential, and every way in which a test of them fails. */
import { appPaths } from '~/paths/app.ts'
import type { ServerStack } from '../../scripts/stack.ts'
import { goTo } from '../addresses.ts'
import { expect, fillForm, row, rowAction, test, toast, type Page } from '../fixtures.ts'

/** Fills what all connections to the simulated cloud have in common. */
async function fillPlace(page: Page, server: ServerStack, name: string): Promise<void> {
  const form = page.getByRole('dialog', { name: /^Connect an account/ })
  await fillForm(form, { Name: name })
  await form
    .getByRole('textbox', { name: 'Region' })
    .or(form.getByRole('combobox', { name: 'Region' }))
    .first()
    .fill(server.cloud.region)
  await form.getByText(/^Endpoints/).click()
  const { rocketmq, ddm, cse, roma, iam } = server.cloud.endpoints
  for (const [label, url] of Object.entries({ RocketMQ: rocketmq, DDM: ddm, CSE: cse, 'ROMA Connect': roma, IAM: iam }))
    await form.getByRole('textbox', { name: label, exact: true }).fill(url)
}

test('connections with each kind of credential are tested, made, used and deleted', async ({ page, open, server }) => {
  test.setTimeout(90_000)
  const { accessKey, secretKey, temporary, user, projects } = server.cloud
  const credentials: [string, Record<string, string>][] = [
    ['AK/SK', { 'Access key (AK)': accessKey, 'Secret key (SK)': secretKey }],
    [
      'Temporary AK/SK',
      {
        'Access key (AK)': temporary.accessKey,
        'Secret key (SK)': temporary.secretKey,
        'Security token': temporary.securityToken,
      },
    ],
    ['IAM user and password', { 'Account name': user.domain, 'IAM user': user.name, Password: user.password }],
  ]
  await open(appPaths.connections())
  for (const [kind, fields] of credentials)
    await test.step(kind, async () => {
      const name = `By ${kind}`
      await page.getByRole('link', { name: 'Connect an account' }).click()
      const form = page.getByRole('dialog', { name: /^Connect an account/ })
      await fillPlace(page, server, name)
      await form.getByRole('radio', { name: kind, exact: true }).check()
      for (const [label, value] of Object.entries(fields))
        await form.getByRole('textbox', { name: label, exact: true }).fill(value)
      await form.getByRole('button', { name: 'Fetch projects' }).click()
      await expect(form.getByText(/^\d+ projects found$/)).toBeVisible()
      await fillForm(form, { Project: `${projects[0]?.name} (${projects[0]?.id})` })
      await form.getByRole('button', { name: 'Test', exact: true }).click()
      await expect(form.getByText('All endpoints answered')).toBeVisible({ timeout: 15_000 })
      await form.getByRole('button', { name: 'Connect', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
      await expect(page.getByRole('link', { name: 'crm-events' })).toBeVisible()
      await goTo(page, appPaths.connections())
      // What was tested in the form and saved as it was needs no second test.
      await expect(row(page, name)).toContainText('Tested')
      await rowAction(page, name, 'Delete…')
      const dialog = page.getByRole('dialog', { name: 'Delete connection' })
      await dialog.getByLabel(`Type ${name} to confirm`).fill(name)
      await dialog.getByRole('button', { name: 'Delete connection' }).click()
      await expect(toast(page, `${name} deleted`)).toBeVisible()
      await expect(row(page, name)).toHaveCount(0)
    })
})

test('a test of a connection says which endpoint fails, and why', async ({ page, open, server, badHosts }) => {
  await open(appPaths.connectionCreate())
  const form = page.getByRole('dialog', { name: /^Connect an account/ })
  await fillPlace(page, server, 'Broken')
  await fillForm(form, { 'Project ID': server.cloud.projectId })
  await form.getByRole('textbox', { name: 'Access key (AK)' }).fill(server.cloud.accessKey)
  await form.getByRole('textbox', { name: 'Secret key (SK)' }).fill(server.cloud.secretKey)

  await test.step('one that cannot be reached', async () => {
    await form.getByRole('textbox', { name: 'DDM', exact: true }).fill(`http://${badHosts.closed}`)
    await form.getByRole('button', { name: 'Test', exact: true }).click()
    await expect(form.getByRole('listitem').filter({ hasText: 'DDM' })).toContainText(
      'The endpoint could not be reached. gantry.unreachable',
    )
    await expect(form.getByRole('listitem').filter({ hasText: 'RocketMQ' })).toContainText('Answers')
    await expect(form.getByText('4 of 5 endpoints answered')).toBeInViewport()
    // Its fields scroll, the drawer does not: the buttons stay below them.
    expect(await form.evaluate((drawer) => drawer.scrollHeight - drawer.clientHeight)).toBe(0)
  })

  await test.step('a certificate that nobody vouches for', async () => {
    await form.getByRole('textbox', { name: 'DDM', exact: true }).fill(`https://${badHosts.untrusted}`)
    await form.getByRole('button', { name: 'Test again' }).click()
    const ddm = form.getByRole('listitem').filter({ hasText: 'DDM' })
    await expect(ddm).toContainText('The certificate of the endpoint is not trusted. gantry.tls')
    await expect(ddm).toContainText('add its certificate to the connection')
  })

  await test.step('one that is inside and was not allowed', async () => {
    await form.getByRole('textbox', { name: 'DDM', exact: true }).fill('https://127.0.0.1:9')
    await form.getByRole('button', { name: 'Test again' }).click()
    await expect(
      form
        .getByText('gantry.unreachable')
        .or(form.getByText(/not allowed|private/i))
        .first(),
    ).toBeVisible()
  })

  await test.step('a wrong key: said once, and the cloud is not asked again and again', async () => {
    await form.getByRole('textbox', { name: 'DDM', exact: true }).fill(server.cloud.endpoints.ddm)
    await form.getByRole('textbox', { name: 'Secret key (SK)' }).fill('this-is-not-the-secret-key')
    const before = (await server.cloud.seen()).length
    await form.getByRole('button', { name: 'Test again' }).click()
    await expect(form.getByText('No endpoint answered')).toBeVisible()
    await expect(form.getByText('gantry.credentials_refused').first()).toBeVisible()
    expect((await server.cloud.seen()).length - before).toBe(1)
  })
})

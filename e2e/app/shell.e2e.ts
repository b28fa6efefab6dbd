import { appPaths } from '~/paths/app.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo } from '../addresses.ts'
import { expect, fillForm, row, test } from '../fixtures.ts'

test('another connection is another place with other data', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(row(page, 'orders-prod')).toBeVisible()
  const before = page.url()
  await page.getByRole('button', { name: /^Connection: PROD Orders/ }).click()
  await page.getByRole('menuitem', { name: /Sandbox/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sandbox' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Connection:.*Sandbox eu-west-101/ })).toBeVisible()
  expect(page.url()).not.toBe(before)
  await test.step('the one used last opens first', async () => {
    await goTo(page, appPaths.home())
    await expect(page.getByRole('heading', { level: 1, name: 'Sandbox' })).toBeVisible()
  })
})

test('two projects of one region are told apart where a connection is chosen', async ({ page, open }) => {
  await open(appPaths.connectionCreate())
  const form = page.getByRole('dialog', { name: /^Connect an account/ })
  await fillForm(form, { Name: 'Staging', 'Project ID': '7b1e4c9a2d5f4e308a6b9c0d1e2f3a4b' })
  await form
    .getByRole('textbox', { name: 'Region' })
    .or(form.getByRole('combobox', { name: 'Region' }))
    .first()
    .fill('ap-southeast-1')
  await form.getByRole('textbox', { name: 'Access key (AK)' }).fill('AKIDOFSTAGING')
  await form.getByRole('textbox', { name: 'Secret key (SK)' }).fill('secret-of-staging')
  await form.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('button', { name: 'Connection: Staging ap-southeast-1 · ap-southeast-1_staging' }).click()
  await expect(page.getByRole('menuitem', { name: 'Staging · ap-southeast-1 · ap-southeast-1_staging' })).toBeVisible()
  // The first project of a region is called like it, which is said once.
  await expect(page.getByRole('menuitem', { name: /Orders · ap-southeast-1$/ })).toBeVisible()
})

test('the words of the search are whole on a tablet', async ({ page, open }) => {
  await page.setViewportSize({ width: 768, height: 1024 })
  await open((at) => rocketmqPaths.instances(at), { scheme: 'dark' })
  const search = page.getByRole('banner').getByRole('button', { name: 'Search or run' })
  const words = search.getByText('Search or run')
  await expect(words).toBeVisible()
  // Beside the longest connection, and whoever is signed in.
  await page.getByRole('button', { name: /^Connection:/ }).evaluate((switcher) => {
    const place = switcher.querySelector('small')
    if (place) place.textContent = 'a-region-with-a-long-name / a-project-with-a-long-name'
  })
  const isCut = () => words.evaluate((element) => element.scrollWidth > element.clientWidth)
  await expect.poll(isCut).toBe(false)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
})

test('language, colours and collapsed navigation outlive a reload', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(page.getByRole('heading', { level: 1, name: 'RocketMQ instances' })).toBeVisible()
  await page.getByRole('button', { name: /^Colour scheme: Light/ }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await page.getByRole('button', { name: 'Collapse navigation' }).click()
  await page.getByRole('button', { name: 'Language: 简体中文' }).click()
  const isChinese = async () => {
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/实例/)
    await expect(page.getByRole('button', { name: '展开导航栏' })).toBeVisible()
    await expect(page.getByRole('button', { name: '配色: 深色' })).toBeVisible()
  }
  await isChinese()
  await page.reload()
  await isChinese()
})

test('times follow the zone that was chosen', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at))
  const times = row(page, 'orders-prod').getByRole('time')
  const local = (await times.first().getAttribute('title')) ?? ''
  expect(local).toMatch(/\d\d:\d\d/)
  await page.getByRole('button', { name: /^User menu/ }).click()
  await page.getByRole('menuitem', { name: 'UTC' }).click()
  await expect(times.first()).toHaveAttribute('title', /UTC/)
  const utc = (await times.first().getAttribute('title')) ?? ''
  // The browser of the flows is in Berlin: one or two hours ahead.
  const hours = (text: string) => Number(/(\d\d):\d\d/.exec(text)?.[1])
  expect([1, 2]).toContain((hours(local) - hours(utc) + 24) % 24)
  await page.reload()
  await expect(times.first()).toHaveAttribute('title', /UTC/)
})

test('keys that act alone can be switched off, and on again', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(row(page, 'orders-prod')).toBeVisible()
  const filter = page.getByRole('searchbox')
  // The focus stands on the frame, where keys belong to nobody.
  const press = async () => {
    await filter.blur()
    await page.keyboard.press('/')
  }
  await press()
  await expect(filter).toBeFocused()
  await expect(filter).toHaveAttribute('aria-keyshortcuts', '/')
  await test.step('off in the menu, also after a reload', async () => {
    await page.getByRole('button', { name: /^User menu/ }).click()
    const choice = page.getByRole('menuitemcheckbox', { name: 'Single-key shortcuts (/)' })
    await expect(choice).toBeChecked()
    await choice.click()
    await expect(choice).not.toBeChecked()
    await page.keyboard.press('Escape')
    await expect(filter).not.toHaveAttribute('aria-keyshortcuts')
    await page.reload()
    await expect(row(page, 'orders-prod')).toBeVisible()
    await press()
    await expect(filter).not.toBeFocused()
  })
  await test.step('on by the palette', async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox', { name: 'Search or run' }).fill('shortcuts')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('combobox', { name: 'Search or run' })).toHaveCount(0)
    await press()
    await expect(filter).toBeFocused()
  })
})

test('the loss of the network is said, and its return', async ({ page, open, context, expectedErrors }) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED/)
  await open((at) => rocketmqPaths.instances(at))
  await expect(row(page, 'orders-prod')).toBeVisible()
  await context.setOffline(true)
  await expect(page.getByRole('alert').filter({ hasText: 'No network. What you see may be old' })).toBeVisible()
  await expect(row(page, 'orders-prod')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('No network.')).toHaveCount(0)
})

test('a page that cannot be loaded leaves the frame standing', async ({
  page,
  open,
  context,
  expectedErrors,
  connection,
}) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED/, /dynamically imported module/)
  await open((at) => appPaths.overview(at))
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible()
  // Another flow may have loaded it.
  const session = await context.newCDPSession(page)
  await session.send('Network.clearBrowserCache')
  await context.setOffline(true)
  await goTo(page, appPaths.jobs({ connection }))
  await expect(page.getByRole('heading', { level: 1, name: 'This page could not be shown' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Services' })).toBeVisible()
  const failure = page.getByRole('alert').filter({ hasText: 'This page could not be shown' })
  await expect(failure).toContainText('because there is no network')
  await expect(failure).not.toContainText('new version')
  await expect(failure.getByRole('button', { name: 'Reload' })).toBeDisabled()
  await context.setOffline(false)
  await page.getByRole('alert').getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible()
})

test('a connection that another tab has made is found when its address is opened', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(row(page, 'orders-prod')).toBeVisible()
  const id = await page.evaluate(async () => {
    const headers = { 'x-gantry': '1', 'content-type': 'application/json' }
    const draft = { name: 'Made elsewhere', region: 'ap-southeast-1', projectId: '' }
    const response = await fetch('/api/connections', { method: 'POST', headers, body: JSON.stringify(draft) })
    return ((await response.json()) as { id: string }).id
  })
  await goTo(page, rocketmqPaths.instances({ connection: id }))
  await expect(page.getByRole('heading', { level: 1, name: 'Instances' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Made elsewhere/ })).toBeVisible()
})

test('what does not exist is said as such, with a way on', async ({ page, open, connection, expectedErrors }) => {
  // React tells the console what its boundaries catch.
  expectedErrors.push(/ApiError: Instance does not exist/)
  await open('/nothing/here')
  await expect(page.getByRole('heading', { level: 1, name: 'There is nothing at this address' })).toBeVisible()
  await page.getByRole('link', { name: 'To the overview' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible()

  await test.step('a page of a connection, whose other pages stay at the side', async () => {
    await goTo(page, `${appPaths.overview({ connection })}/nothing`)
    await expect(page.getByRole('heading', { level: 1, name: 'There is nothing at this address' })).toBeVisible()
    await page.getByRole('navigation', { name: 'Services' }).getByRole('link', { name: 'Instances' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'RocketMQ instances' })).toBeVisible()
  })
  await test.step('a connection', async () => {
    await goTo(page, appPaths.overview({ connection: 'gone' }))
    await expect(
      page.getByRole('heading', { level: 1, name: 'This connection does not exist (any more)' }),
    ).toBeVisible()
  })
  await test.step('an instance', async () => {
    await goTo(page, rocketmqPaths.instance({ connection, instance_id: '00000000-0000-0000-0000-000000000000' }))
    await expect(page.getByRole('alert')).toContainText('Not found')
    await expect(page.getByRole('alert')).toContainText('DMS.')
  })
})

test('a failure is said in Chinese, with the words of the cloud beside it', async ({
  page,
  open,
  connection,
  expectedErrors,
}) => {
  expectedErrors.push(/ApiError: /)
  await open(rocketmqPaths.instance({ connection, instance_id: '00000000-0000-0000-0000-000000000000' }), {
    lang: 'zh',
  })
  const failure = page.getByRole('alert')
  await expect(failure).toContainText('实例不存在')
  await expect(failure).toContainText('请刷新列表，实例可能已被删除。')
  await expect(failure.locator('[lang=en]')).toHaveText('Instance does not exist')
  await goTo(page, rocketmqPaths.instances({ connection }))
  await expect(row(page, 'orders-prod').getByTitle('正常，只有此状态下才能为客户端提供服务。')).toHaveText('运行中')
})

test('a service without screens opens its operations in the explorer, and says so', async ({
  page,
  open,
  connection,
}) => {
  await open((at) => appPaths.overview(at))
  const navigation = page.getByRole('navigation', { name: 'Services' })
  const operations = navigation.getByRole('link', { name: 'Operations' })
  const explorer = navigation.getByRole('link', { name: 'API Explorer' })
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' })
  const isDdm = async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'DDM', exact: true })).toBeVisible()
    await expect(crumbs).toHaveText('DDM')
    await expect(page.getByText(/^1\d\d operations of the contracts/)).toBeVisible()
    await expect(page.getByText('DDM has no screens yet.')).toBeVisible()
    await expect(row(page, 'DDM')).toHaveCount(50)
    await expect(page.getByRole('row')).toHaveCount(51)
    // RocketMQ, DDM, CSE, ROMA.
    for (const [at, current] of ['false', 'page', 'false', 'false'].entries())
      await expect(operations.nth(at)).toHaveAttribute('aria-current', current)
    await expect(explorer).toHaveAttribute('aria-current', 'false')
  }

  await test.step('from the overview', async () => {
    await page.getByRole('region', { name: 'Without screens yet' }).getByRole('link', { name: 'DDM' }).click()
    await isDdm()
  })

  await test.step('under the address where its list stood once', async () => {
    await goTo(page, `${appPaths.overview({ connection })}/operations/ddm`)
    await isDdm()
  })

  await test.step('with no column beyond the edge', async () => {
    const table = page.getByRole('table')
    const beyond = () => table.evaluate((element) => element.scrollWidth - (element.parentElement?.clientWidth ?? 0))
    for (const width of [1440, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await expect.poll(beyond).toBe(0)
    }
  })

  await test.step('one of several families by its own name', async () => {
    await operations.nth(2).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Cloud Service Engine', exact: true })).toBeVisible()
    await expect(page.getByText('Cloud Service Engine has no screens yet.')).toBeVisible()
  })

  await test.step('one with screens says where they are', async () => {
    await operations.first().click()
    await expect(page.getByText('has no screens yet')).toHaveCount(0)
    await page.getByRole('link', { name: 'To the screens' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'RocketMQ instances' })).toBeVisible()
  })

  await test.step('and all of them together say nothing', async () => {
    await explorer.click()
    await expect(page.getByRole('button', { name: 'Export' })).toBeVisible()
    await expect(crumbs).toHaveText('API Explorer')
    await expect(page.getByText(/has no screens yet|behind the screens/)).toHaveCount(0)
    await expect(explorer).toHaveAttribute('aria-current', 'page')
  })
})

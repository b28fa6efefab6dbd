import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { expect, row, rowAction, test, timedTest, toast } from '../fixtures.ts'

timedTest(
  'a background change is followed to its end, over a reload, and told once',
  async ({ page, open, passTime }) => {
    await open((at) => rocketmqPaths.instances(at))
    await page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true }).click()
    await page.getByRole('navigation').getByRole('link', { name: 'Topics', exact: true }).click()
    const doomed = ['review-created', 'review-updated', 'review-removed']
    await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('review-')
    for (const topic of doomed) await row(page, topic).getByRole('checkbox').check()

    await test.step('it starts', async () => {
      await page.getByRole('button', { name: 'Delete…' }).click()
      const dialog = page.getByRole('dialog', { name: 'Delete 3 topics' })
      await dialog.getByLabel('Type 3 to confirm').fill('3')
      await dialog.getByRole('button', { name: 'Delete 3 topics' }).click()
      await expect(page.getByRole('button', { name: '1 job is running' })).toBeVisible()
      await expect(dialog).toHaveCount(0)
    })

    await test.step('a reload goes on where it was', async () => {
      await page.reload()
      await page.getByRole('button', { name: '1 job is running' }).click()
      const tray = page.getByRole('dialog', { name: 'Jobs' })
      await expect(tray.getByRole('listitem')).toContainText('Delete 3 topics')
      await expect(tray.getByRole('listitem')).toContainText('Running')
      await expect(tray.getByRole('listitem')).toContainText('Orders')
      await page.keyboard.press('Escape')
    })

    await test.step('its end is told, and the list is read again', async () => {
      await passTime(60_000)
      await expect(toast(page, 'Delete 3 topics')).toContainText('Done')
      await expect(page.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible()
      await expect(row(page, 'review-failed')).toBeVisible()
      for (const topic of doomed) await expect(row(page, topic)).toHaveCount(0)
    })

    await test.step('once', async () => {
      await page.reload()
      await expect(row(page, 'review-failed')).toBeVisible()
      await page.getByRole('button', { name: 'Jobs', exact: true }).click()
      const tray = page.getByRole('dialog', { name: 'Jobs' })
      await expect(tray.getByRole('listitem')).toContainText('Done')
      await expect(toast(page, 'Delete 3 topics')).toHaveCount(0)
      await tray.getByRole('link', { name: 'All jobs of this connection' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible()
      await expect(row(page, 'Delete 3 topics')).toContainText('Done')
    })

    await test.step('and dismissed', async () => {
      await page.getByRole('button', { name: 'Jobs', exact: true }).click()
      await page.getByRole('button', { name: 'Dismiss ended jobs' }).click()
      await expect(page.getByRole('dialog', { name: 'Jobs' })).toContainText('No jobs')
    })
  },
)

timedTest('a deletion whose look is refused for haste has not ended', async ({ page, open, passTime, setFaults }) => {
  await open((at) => rocketmqPaths.instances(at))
  await rowAction(page, 'legacy-events', 'Delete…')
  const dialog = page.getByRole('dialog', { name: 'Delete instance' })
  await dialog.getByRole('textbox').fill('legacy-events')
  // The cloud says this with status 404, as if the instance were gone.
  await setFaults('fail:getInstance:DMS.10240407')
  await dialog.getByRole('button', { name: 'Delete instance' }).click()
  await page.getByRole('button', { name: '1 job is running' }).click()
  const job = page.getByRole('dialog', { name: 'Jobs' }).getByRole('listitem')
  await expect(job).toContainText(/Last look failed: .*DMS\.10240407/)
  await passTime(120_000)
  await expect(job).toContainText('Running')

  await setFaults('')
  await passTime(30_000)
  await expect(job).toContainText('Done')
})

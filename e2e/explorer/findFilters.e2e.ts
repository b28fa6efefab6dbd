/** The catalogue cut down: by service, tag, method and risk at once, and what it says of calls that one should not use. */
import { explorerPaths } from '~/paths/explorer.ts'
import { goTo } from '../addresses.ts'
import { expect, row, test } from '../fixtures.ts'

test('cuts the catalogue down by service, tag, method and risk', async ({ page, open, connection }) => {
  const where = (...filters: string[]) =>
    `${explorerPaths.find({ connection })}?${filters.map((one) => `f=${encodeURIComponent(one)}`).join('&')}`
  await open(where('family:in:ddm', 'tag:in:Accounts', 'method:in:DELETE', 'risk:in:destructive'))
  const rows = page.getByRole('row').filter({ has: page.getByRole('link') })
  await expect(rows.first()).toBeVisible()
  for (const one of await rows.all()) {
    await expect(one).toContainText('DELETE')
    await expect(one).toContainText('Accounts')
    await expect(one).toContainText('DDM')
  }
  await expect(page.getByRole('button', { name: /^Remove filter/ })).toHaveCount(4)

  await goTo(page, where('family:in:ddm', 'tag:in:Accounts'))
  await expect(row(page, 'GET').first()).toBeVisible()

  await test.step('by its text, and what has taken the place of an old call', async () => {
    await goTo(page, where('family:in:ddm', 'method:in:DELETE'))
    await page.getByRole('searchbox').first().fill('deleteInstance')
    await expect(row(page, 'Superseded by deleteInstanceV3')).toBeVisible()
  })
})

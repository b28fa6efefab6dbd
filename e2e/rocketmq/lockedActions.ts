import { expect, row, type Page } from '../fixtures.ts'

/** Actions in the menu of a row cannot be done now, and each says why. */
export async function expectLocked(page: Page, name: string, actions: readonly RegExp[], why: string): Promise<void> {
  await row(page, name)
    .getByRole('button', { name: /^Actions for/ })
    .click()
  for (const action of actions) {
    const item = page.getByRole('menuitem', { name: action })
    await expect(item).toHaveAttribute('aria-disabled', 'true')
    await expect(item).toContainText(why)
  }
  await page.keyboard.press('Escape')
}

/** The explorer without a mouse: from ⌘K to a value of an answer. */
import { appPaths } from '~/paths/app.ts'
import { expect, test, toast, type Locator, type Page } from '../fixtures.ts'
import { answer, control } from './steps.ts'

/** Presses Tab until the focus is there; fails when the whole page was passed. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  await expect(target).toBeFocused()
}

test('finds, fills, runs and looks at a call by keyboard alone', async ({ page, open }) => {
  await open((at) => appPaths.overview(at))
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible()

  await test.step('finds it', async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox', { name: 'Search or run' })).toBeFocused()
    await page.keyboard.type('listTopics rocketmq')
    const chosen = page.getByRole('listbox', { name: 'Search or run' }).getByRole('option', { selected: true })
    await expect(chosen).toHaveText(/listTopics/)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/explorer\/rocketmq\/listTopics/)
  })

  await test.step('chooses a value that the cloud offers', async () => {
    await tabTo(page, control(page, 'instance_id'))
    await page.keyboard.type('orders-prod')
    await expect(page.getByRole('option', { name: /orders-prod/ })).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(control(page, 'instance_id')).toHaveValue(/^[\da-f-]{36}$/)
  })

  await test.step('runs it, and is at the answer', async () => {
    await page.keyboard.press('Control+Enter')
    await expect(answer(page, 200)).toBeVisible()
    await tabTo(page, answer(page, 200).getByRole('tab', { name: 'Table' }))
    await page.keyboard.press('ArrowRight')
    await expect(answer(page, 200).getByRole('tab', { name: 'Tree' })).toBeFocused()
  })

  await test.step('walks to a value and copies where it stands', async () => {
    const tree = answer(page, 200).getByRole('tree')
    await tabTo(page, tree.getByRole('treeitem').first())
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: 'Copy path' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(toast(page, /Copied|did not allow/)).toBeVisible()
    await expect(tree.getByRole('treeitem').last()).toBeFocused()
  })
})

/** What the flows of the explorer do again and again. */
import { explorerPaths, type OperationParams } from '~/paths/explorer.ts'
import { goTo, instanceId } from '../addresses.ts'
import { expect, type Locator, type OpenOptions, type Page, type Target } from '../fixtures.ts'

/** Opens the explorer; the id of the instance of that name. */
export async function openAt(
  page: Page,
  open: (target: Target, options?: OpenOptions) => Promise<void>,
  connection: string,
  instance: string,
  options?: OpenOptions,
): Promise<string> {
  await open(explorerPaths.find({ connection }), options)
  await expect(page.getByRole('heading', { name: 'API Explorer' })).toBeVisible()
  return instanceId(page, connection, instance)
}

/** Opens an operation in the open app, its form filled with values. */
export async function goToOperation(
  page: Page,
  params: OperationParams,
  values?: Readonly<Record<string, unknown>>,
): Promise<void> {
  await goTo(page, explorerPaths.operation(params, values))
  await expect(valuesOf(page)).toBeVisible()
}

/** The form. */
export const valuesOf = (page: Page) => page.getByRole('region', { name: 'Values', exact: true })

/** A control of the form by the contract's name; entries of lists are `name 1`, `name 2`. */
export const control = (page: Page, name: string) =>
  valuesOf(page).getByLabel(name, { exact: true }).and(page.locator('input, select, textarea'))

/** One of the previews of the request. */
export async function preview(page: Page, name: 'HTTP' | 'curl' | 'Node SDK' | 'Python SDK'): Promise<Locator> {
  await page.getByRole('tab', { name, exact: true }).click()
  return page.getByRole('tabpanel', { name, exact: true })
}

export const runButton = (scope: Page | Locator) => scope.getByRole('button', { name: 'Run', exact: true })

/** Confirms a change; what is destroyed is named first. */
export async function confirm(page: Page, name?: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Run: / })
  await expect(dialog).toBeVisible()
  if (name !== undefined) {
    await expect(runButton(dialog)).toBeDisabled()
    await dialog.getByRole('textbox', { name: `Type ${name} to confirm` }).fill(name)
  }
  await runButton(dialog).click()
  await expect(dialog).toBeHidden()
}

/** The answer with this status. */
export const answer = (page: Page, status: number) => page.locator(`section[data-status="${status}"]`)

/** A view of the values: all of them, or the body alone. */
export async function editAs(page: Page, what: 'all values' | 'the body', view: 'Form' | 'JSON'): Promise<void> {
  await page
    .getByRole('radiogroup', { name: `Edit ${what} as`, exact: true })
    .getByText(view, { exact: true })
    .click()
}

/** Writes another text into an editor, the way its keys do: filled in from outside, the browser would style it itself. */
export async function retype(editor: Locator, text: string): Promise<void> {
  await editor.press('ControlOrMeta+a')
  await editor.press('Delete')
  await expect(editor).toHaveText('')
  await editor.page().keyboard.insertText(text)
  await expect(editor).toHaveText(text)
}

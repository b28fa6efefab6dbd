import { expect, type Locator, type Page } from '../fixtures.ts'

/** Saves a change that clients feel: what it does is asked about before anything is sent. */
export async function saveAsked(page: Page, form: Locator, sentence: string): Promise<void> {
  await form.getByRole('button', { name: 'Save' }).click()
  const question = page.getByRole('dialog', { name: 'Make this change?' })
  await expect(question).toContainText(sentence)
  await question.getByRole('button', { name: 'Make the change' }).click()
}

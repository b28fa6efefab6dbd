/** An answer that is a file: it goes to the disk as it is, and nothing of it into the page. */
import { readFileSync } from 'node:fs'
import { explorerPaths } from '~/paths/explorer.ts'
import { expect, test } from '../fixtures.ts'
import { answer, runButton } from './steps.ts'

/** What the simulated cloud answers: a script, and bytes that are no text. */
const bytes = Buffer.concat([
  Buffer.from('Simulated file\r\n<script>document.title = "run"</script>\n'),
  Buffer.of(0x00, 0xff, 0xfe, 0x80),
])

test('saves a file to the byte, under its name, without running it', async ({ page, open, context }) => {
  await open((at) => explorerPaths.operation({ ...at, family: 'roma-apic', operationId: 'exportApis' }))
  const address = page.url()
  await page.getByRole('button', { name: 'Fill in a sample' }).click()
  await runButton(page).click()
  const shown = answer(page, 200)
  await expect(shown).toContainText('The answer is a file (application/octet-stream).')
  await expect(shown).toContainText(`${bytes.length} B`)
  await expect(shown.getByRole('tab')).toHaveText(['Headers'])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    shown.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('exportApis 导出.html')
  expect(readFileSync(await download.path()).equals(bytes)).toBe(true)
  await expect(page).not.toHaveTitle('run')
  expect(page.url()).toBe(address)
  expect(context.pages()).toHaveLength(1)
})

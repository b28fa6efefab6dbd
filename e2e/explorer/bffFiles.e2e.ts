/** A file on its way to the cloud: the bytes that leave the form are those that arrive. */
import { explorerPaths } from '~/paths/explorer.ts'
import { expect, test } from '../fixtures.ts'
import { confirm, control, runButton } from './steps.ts'

test('sends a file to the byte, with the fields beside it', async ({ page, open, server }) => {
  const values = { instance_id: 'r-1', body: { is_create_group: true, extend_mode: 'merge' } }
  await open((at) => explorerPaths.operation({ ...at, family: 'roma-apic', operationId: 'importApis' }, values))
  // What a text mode on the way would change: a byte order mark, line ends of both kinds, none at the end.
  const text = '\uFEFF{"接口": "a\\tb"}\r\n\r\n--not-a-boundary\n\n ￿'
  const file = { name: 'apis 表.json', mimeType: 'application/json', buffer: Buffer.from(text) }
  await control(page, 'file_name').setInputFiles(file)
  await runButton(page).click()
  await confirm(page)
  await expect(page.locator('section[data-status^="2"]')).toBeVisible()
  const sent = (await server.cloud.seen()).findLast(({ target }) => target.endsWith('/openapi/import'))
  const parts = (sent?.body ?? '').split(/\r\n(?=--)|^(?=--)/)
  const part = (name: string) => parts.find((one) => one.includes(`name="${name}"`)) ?? ''
  expect(part('file_name')).toContain('filename="apis 表.json"')
  expect(part('file_name')).toMatch(/content-type: application\/json/i)
  expect(sent?.body).toContain(`\r\n\r\n${text}\r\n--`)
  expect(part('is_create_group')).toMatch(/\r\n\r\ntrue$/)
  expect(part('extend_mode')).toMatch(/\r\n\r\nmerge$/)
})

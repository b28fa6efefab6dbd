/** The layer rules of the services: a folder without its own block may import anything, and nobody would notice. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface Override {
  files: string[]
  rules: Record<string, unknown>
}

const root = join(import.meta.dirname, '..')
const { overrides } = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as { overrides: Override[] }
const services = readdirSync(join(root, 'src/services'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** What lint says about imports in the folder of a service, with the service's name left open. */
function importRules(service: string): string {
  const blocks = overrides.filter(({ files }) => files.includes(`src/services/${service}/**`))
  return JSON.stringify(blocks.map(({ rules }) => rules['no-restricted-imports'])).replaceAll(
    `services/${service}/`,
    'services/<service>/',
  )
}

test.each(services)('lint keeps %s from importing another service, the shell, the server and the cloud', (service) => {
  const rules = importRules(service)
  expect(rules).toContain('["~/services/**","!~/services/<service>/**"]')
  for (const group of ['~/app/**', '~/bff/**', '~/contract/generated/**', '#mocks/**', '../../**'])
    expect(rules).toContain(`"${group}"`)
})

test('no service has rules of its own', () => {
  expect(services.length).toBeGreaterThan(1)
  expect([...new Set(services.map(importRules))]).toHaveLength(1)
})

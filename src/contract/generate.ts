/** `npm run generate`: writes `<family>/generated/*.ts` and `generated/all.ts` from the contracts. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readDocument } from './generator/document.ts'
import { writeFields, writeSchemas, writeStatuses } from './generator/facts.ts'
import { writeCatalogue, writeOperations, writeTable } from './generator/operations.ts'
import { writeTypes } from './generator/typescript.ts'
import { families } from './types.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Unchanged files keep their time, so that watching tools stay quiet. */
function write(file: string, text: string): void {
  const full = `// Written by generate.ts from the contract. Do not edit.\n${text}`
  try {
    if (readFileSync(file, 'utf8') === full) return
  } catch {
    // Not there yet.
  }
  // Whole at any moment: two builds may run side by side.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, full)
  renameSync(draft, file)
}

for (const family of families) {
  const document = readDocument(family, `${folder}${family}/openapi.yaml`)
  const target = `${folder}${family}/generated`
  mkdirSync(target, { recursive: true })
  write(`${target}/types.ts`, writeTypes(document))
  write(`${target}/operations.ts`, writeOperations(document))
  write(`${target}/table.ts`, writeTable(document))
  write(`${target}/catalogue.ts`, writeCatalogue(document))
  write(`${target}/fields.ts`, writeFields(document))
  write(`${target}/schemas.ts`, writeSchemas(document))
  write(`${target}/statuses.ts`, writeStatuses(document))
}

const name = (family: string) => family.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
mkdirSync(`${folder}generated`, { recursive: true })
write(
  `${folder}generated/all.ts`,
  `import type { Operation } from '../types.ts'\n${families.map((family) => `import * as ${name(family)} from '../${family}/generated/operations.ts'`).join('\n')}\n\n/** Every operation and variant of the eight contracts: for the server and the tests, too large for a page. */\nexport const allOperations: readonly Operation[] = [${families.map((family) => `...Object.values(${name(family)})`).join(', ')}] as Operation[]\n`,
)

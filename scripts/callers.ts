/** Which operations the pages call: what is in the contract and in no page has been forgotten, or has a reason. */
import type { Unsurfaced } from '../src/contract/unsurfaced.ts'
import type { Family, Operation } from '../src/contract/types.ts'

const comments = /\/\*[^]*?\*\/|\/\/.*/g
const imports = /import (\* as \w+|\{[^}]*\}) from '~\/contract\/([\w-]+)\/generated\/operations\.ts'/g

/** `rocketmq.getTopic` as a value: its type, its id and the preview of its request send nothing. */
const valuesOf = (text: string, module: string) =>
  [...text.matchAll(new RegExp(`(?<!typeof |previewRequest\\()\\b${module}\\.(\\w+)\\b(?!\\.)`, 'g'))].map(
    ([, id = '']) => id,
  )

/** The operations, as `family operationId`, that a source file hands to `query`, `useOp`, `call` or a part. */
export function callsIn(source: string): string[] {
  const text = source.replaceAll(comments, '')
  return [...text.matchAll(imports)].flatMap(([, names = '', family = '']) => {
    const module = /^\* as (\w+)$/.exec(names)?.[1]
    const named = names.matchAll(/(?<!type )\b(\w+)(?: as \w+)?\s*[,}]/g)
    const ids = module === undefined ? [...named].map(([, id = '']) => id) : valuesOf(text, module)
    return ids.map((id) => `${family} ${id}`)
  })
}

export interface Pages {
  /** `family operationId` of each call. */
  calls: ReadonlySet<string>
  /** Families that have screens. */
  screens: readonly Family[]
}

/** What is wrong between the contract, the pages and the reasons; empty when each operation has one of the two. */
export function flawsOf(operations: readonly Operation[], pages: Pages, reasons: Unsurfaced): string[] {
  const isCalled = ({ family, id }: Operation) =>
    // An operation of several functions is called as these, and each of them is asked for by itself.
    operations.some(
      (one) =>
        one.family === family && (one.id === id || one.variantOf === id) && pages.calls.has(`${family} ${one.id}`),
    )
  const flaws: string[] = []
  for (const [family, ofFamily] of Map.groupBy(operations, (operation) => operation.family)) {
    const given = reasons[family]
    const hasScreens = pages.screens.includes(family)
    if (!hasScreens) {
      if (typeof given !== 'string') flaws.push(`${family}: has neither screens nor a line`)
      continue
    }
    if (typeof given === 'string') {
      flaws.push(`${family}: has screens now, so each operation needs a line of its own`)
      continue
    }
    const lines = new Map<string, string>(Object.entries(given ?? {}))
    for (const operation of ofFamily) {
      const has = lines.delete(operation.id)
      if (isCalled(operation) && has) flaws.push(`${family} ${operation.id}: has a caller and a line`)
      if (!isCalled(operation) && !has) flaws.push(`${family} ${operation.id}: has neither a caller nor a line`)
    }
    for (const id of lines.keys()) flaws.push(`${family} ${id}: no such operation`)
  }
  return flaws
}

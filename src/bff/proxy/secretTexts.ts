import type { SecretPath } from '~/contract/types.ts'

/** The texts of a body that stand in secret fields, so that they can be taken out of an error that repeats them. */
export function secretTexts(value: unknown, secrets: readonly SecretPath[]): string[] {
  const found: string[] = []
  const collect = (at: unknown, steps: readonly string[]): void => {
    const [step, ...rest] = steps
    if (step === undefined) {
      if (typeof at === 'string' && at.length >= 4) found.push(at)
    } else if (Array.isArray(at)) {
      for (const inner of at) collect(inner, step === '[]' ? rest : steps)
    } else if (typeof at === 'object' && at !== null) {
      for (const [name, inner] of Object.entries(at)) if (step === '*' || step === name) collect(inner, rest)
    }
  }
  for (const { path } of secrets)
    collect(
      value,
      path.split(/\.|(?=\[\])/).filter((step) => step !== ''),
    )
  return found
}

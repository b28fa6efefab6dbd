const isHolder = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object'

function read(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return value
  if (step !== '[]') return isHolder(value) ? read(value[step], rest) : undefined
  if (!Array.isArray(value)) return undefined
  const found = value.map((one) => read(one, rest))
  return rest.includes('[]') ? found.flat() : found
}

/**
 * The value at a path of the contract: `$.job_id`, `tasks[0].status`. With `[]` (or `[*]`) for each element, as in
 * `groups[].name`, the list of what stands there, one entry per element also where it has nothing.
 */
export function readPath(value: unknown, path: string): unknown {
  const steps = path
    .replace(/^\$\.?/, '')
    .replaceAll('[*]', '[]')
    .split(/\.|(?=\[)/)
    .map((step) => step.replace(/^\[(\d+)\]$/, '$1'))
  return read(
    value,
    steps.filter((step) => step !== ''),
  )
}

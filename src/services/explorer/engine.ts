/** The engine of a call of family servicecomb, among its values. */
import { ENGINE_VALUE } from '~/contract/types.ts'

/** The engine among the values of a call; undefined when none is named. */
export function engineOf(values: Readonly<Record<string, unknown>>): string | undefined {
  const engine = values[ENGINE_VALUE]
  return typeof engine === 'string' && engine !== '' ? engine : undefined
}

/** The values of a call without its engine. */
export function withoutEngine(values: Record<string, unknown>): Record<string, unknown> {
  const { [ENGINE_VALUE]: _engine, ...rest } = values
  return rest
}

/** The values of a call with its engine. */
export function withEngine(values: Record<string, unknown>, engine: string | undefined): Record<string, unknown> {
  return engine ? { ...values, [ENGINE_VALUE]: engine } : values
}

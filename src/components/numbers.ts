import { Exact } from '~/lib/json.ts'

export type NumberLike = number | bigint | Exact | string

const group = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/**
 * A number with grouped digits, every digit kept: `9007199254740993` → `9,007,199,254,740,993`.
 * Text that is no number comes back as it is; undefined (and NaN) when there is nothing to show.
 */
export function formatNumber(value: NumberLike | null | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined
  const text = String(value)
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(text)
  return parts ? `${parts[1]}${group(parts[2] ?? '')}${parts[3] ?? ''}` : text
}

/** Orders two wire numbers exactly, also beyond 2^53; like a comparison of numbers otherwise. */
export function compareNumbers(a: number | bigint | Exact, b: number | bigint | Exact): number {
  const x = comparable(a)
  const y = comparable(b)
  return x < y ? -1 : x > y ? 1 : 0
}

/** JavaScript compares a bigint with a number exactly, so integers go to bigint and the rest stays a number. */
function comparable(value: number | bigint | Exact): number | bigint {
  if (!(value instanceof Exact)) return value
  return /^-?\d+$/.test(value.text) ? BigInt(value.text) : Number(value.text)
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** Bytes in the largest binary unit that leaves at least 1: `1536` → `1.5 KiB`. Undefined for what is no number. */
export function formatBytes(value: NumberLike | null | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  let bytes = Number(String(value))
  if (!Number.isFinite(bytes)) return undefined
  let unit = 0
  while (Math.abs(bytes) >= 1024 && unit < units.length - 1) {
    bytes /= 1024
    unit++
  }
  const text = unit === 0 || Math.abs(bytes) >= 100 ? bytes.toFixed(0) : bytes.toFixed(1).replace(/\.0$/, '')
  return `${formatNumber(text)} ${units[unit]}`
}

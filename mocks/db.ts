import type { Db } from './simulation.ts'

/** mulberry32: small, fast, the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function hash(text: string): number {
  let value = 2_166_136_261
  for (const unit of text) value = Math.imul(value ^ (unit.codePointAt(0) ?? 0), 16_777_619)
  return value >>> 0
}

/** An empty database whose ids and random numbers follow from `seed`, e.g. the project id. */
export function createDb(seed: string): Db {
  const tables = new Map<string, unknown[]>()
  const random = seededRandom(hash(seed))
  const ids = seededRandom(hash(`${seed} ids`))
  const hex = (length: number) => Array.from({ length }, () => Math.floor(ids() * 16).toString(16)).join('')
  return {
    table<T>(name: string): T[] {
      let rows = tables.get(name)
      if (!rows) tables.set(name, (rows = []))
      return rows as T[]
    },
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    random,
  }
}

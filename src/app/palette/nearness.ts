/** How near an entry of the palette is to the open page: of what fits alike, the nearer one is meant. Pure. */
import type { Family } from '~/contract/types.ts'
import { services } from '../services.ts'
import type { PaletteEntry } from './paletteEntry.ts'

/**
 * What the fit of an entry counts for. The steps are as wide as those of `score`: what is near and has the word in its
 * middle goes before what is far and begins with it, but letters that only occur in something near do not.
 * @param family of the open page; undefined where it is of no service, then nothing is far
 */
export function nearness({ group, ...entry }: Pick<PaletteEntry, 'group' | 'family'>, family?: Family): number {
  if (group === 'page') return 5
  if (group === 'here') return 4
  if (family === undefined || entry.family === undefined || entry.family === family) return 3
  return services.some(({ families }) => families.includes(family) && families.includes(entry.family ?? family)) ? 2 : 1
}

import type { Family } from '~/contract/types.ts'

/** One line of the palette. */
export interface PaletteEntry {
  id: string
  group: 'page' | 'here' | 'resources' | 'pages' | 'calls' | 'actions' | 'operations' | 'connections'
  label: string
  /** Whose it is, where it is of one service. */
  family?: Family
  /** Language of a label that is not in that of the page: words of the contract. */
  lang?: 'en'
  /** Shown small beside the label. */
  detail?: string
  /** Further words by which it is found. */
  others?: string
  /** Where it leads, or … */
  to?: string
  /** … what it does. */
  run?: () => void
  /** Why it cannot be done now: shown in place of `detail`, and choosing it does nothing. */
  disabledReason?: string
}

/** Groups in the order in which they are shown. */
export const paletteGroups: readonly PaletteEntry['group'][] = [
  'page',
  'here',
  'resources',
  'pages',
  'calls',
  'actions',
  'operations',
  'connections',
]

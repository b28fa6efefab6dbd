/**
 * What no screen calls, each with the reason: a family that has no screens yet in one line, of the others an operation
 * a line. `scripts/unsurfaced.test.ts` compares it with the pages, in both directions.
 */
import type * as cseEngine from './cse-engine/generated/operations.ts'
import type * as ddm from './ddm/generated/operations.ts'
import type * as rocketmq from './rocketmq/generated/operations.ts'
import type * as romaApic from './roma-apic/generated/operations.ts'
import type * as romaCommon from './roma-common/generated/operations.ts'
import type * as romaLink from './roma-link/generated/operations.ts'
import type * as romaMqs from './roma-mqs/generated/operations.ts'
import type * as servicecomb from './servicecomb/generated/operations.ts'
import type { Family } from './types.ts'

interface Operations extends Record<Family, object> {
  rocketmq: typeof rocketmq
  ddm: typeof ddm
  'cse-engine': typeof cseEngine
  servicecomb: typeof servicecomb
  'roma-common': typeof romaCommon
  'roma-apic': typeof romaApic
  'roma-mqs': typeof romaMqs
  'roma-link': typeof romaLink
}

/** The reason for a whole family, or the reasons by operation. */
export type Unsurfaced = { readonly [F in Family]?: string | { readonly [Id in keyof Operations[F]]?: string } }

const noScreens = 'run from the explorer; no screens yet'

export const unsurfaced: Unsurfaced = {
  ddm: noScreens,
  'cse-engine': noScreens,
  servicecomb: noScreens,
  'roma-common': noScreens,
  'roma-apic': noScreens,
  'roma-mqs': noScreens,
  'roma-link': noScreens,
}

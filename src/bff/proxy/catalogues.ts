/** The documented error codes of each family, for the hints that go with a failure. */
import type { ErrorFact, Family } from '~/contract/types.ts'
import cseEngine from '~/contract/cse-engine/errors.json' with { type: 'json' }
import ddm from '~/contract/ddm/errors.json' with { type: 'json' }
import rocketmq from '~/contract/rocketmq/errors.json' with { type: 'json' }
import romaApic from '~/contract/roma-apic/errors.json' with { type: 'json' }
import romaCommon from '~/contract/roma-common/errors.json' with { type: 'json' }
import romaLink from '~/contract/roma-link/errors.json' with { type: 'json' }
import romaMqs from '~/contract/roma-mqs/errors.json' with { type: 'json' }
import servicecomb from '~/contract/servicecomb/errors.json' with { type: 'json' }

const files: Readonly<Record<Family, unknown>> = {
  rocketmq,
  ddm,
  'cse-engine': cseEngine,
  servicecomb,
  'roma-common': romaCommon,
  'roma-apic': romaApic,
  'roma-mqs': romaMqs,
  'roma-link': romaLink,
}

/** The shape of the files is a matter of the contract's tests; their literal types are of no use here. */
export const catalogues = files as Readonly<Record<Family, Readonly<Record<string, ErrorFact>>>>

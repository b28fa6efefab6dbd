import type { Family } from '~/contract/types.ts'
import type { FamilySimulation } from './simulation.ts'

/**
 * The families that are modelled: `mocks/<family>/index.ts` exports its `FamilySimulation`, loaded when the family is
 * first called. What has no such file answers the documented example of every operation.
 */
const models = import.meta.glob<Record<string, unknown>>('./*/index.ts')

function isModel(value: unknown): value is FamilySimulation {
  return typeof value === 'object' && value !== null && 'handlers' in value && 'seed' in value
}

/** The model of a family; undefined when it has none yet. */
export async function loadModel(family: Family): Promise<FamilySimulation | undefined> {
  const module = await models[`./${family}/index.ts`]?.()
  if (!module) return undefined
  const model = Object.values(module).find(isModel)
  if (!model) throw new Error(`mocks/${family}/index.ts exports no FamilySimulation`)
  return model
}

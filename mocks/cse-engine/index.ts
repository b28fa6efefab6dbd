/** The simulated engines of CSE; what is not modelled answers the documented example. */
import type { FamilySimulation } from '../simulation.ts'
import { engineHandlers, seedEngines } from './engines.ts'

export const cseEngine: FamilySimulation = {
  family: 'cse-engine',
  handlers: engineHandlers,
  seed(db, scenario, clock) {
    if (scenario !== 'empty') seedEngines(db, clock.now())
  },
}

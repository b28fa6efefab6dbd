/** The simulated RocketMQ: every operation of the contract, one file per resource group. Seeds are in `seeds/`. */
import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { FamilyHandlers, FamilySimulation, ScenarioName } from '../simulation.ts'
import { accessPolicyHandlers } from './accessPolicies.ts'
import { brokerHandlers } from './brokers.ts'
import { consumerGroupHandlers } from './consumerGroups.ts'
import { consumptionHandlers } from './consumption.ts'
import { instanceHandlers } from './instances.ts'
import { messageHandlers } from './messages.ts'
import { large } from './seeds/large.ts'
import { shop } from './seeds/shop.ts'
import { everyStatus } from './seeds/statuses.ts'
import { chooseShapes, type InstanceRow, instances } from './state.ts'
import { taskHandlers } from './tasks.ts'
import { topicHandlers } from './topics.ts'
import { traceHandlers } from './traces.ts'
import { userHandlers } from './users.ts'
import { zoneHandlers } from './zones.ts'

const handlers = {
  ...instanceHandlers,
  ...brokerHandlers,
  ...topicHandlers,
  ...consumerGroupHandlers,
  ...consumptionHandlers,
  ...messageHandlers,
  ...traceHandlers,
  ...userHandlers,
  ...accessPolicyHandlers,
  ...taskHandlers,
  ...zoneHandlers,
} satisfies FamilyHandlers<typeof operations>

const seeds: Record<ScenarioName, (now: number) => InstanceRow[]> = {
  default: shop,
  empty: () => [],
  large,
  everyStatus,
}

export const rocketmq: FamilySimulation = {
  family: 'rocketmq',
  handlers,
  seed(db, scenario, clock) {
    // `everyStatus` answers the shapes of the tables where they differ from the examples.
    chooseShapes(db, scenario === 'everyStatus' ? 'table' : 'example')
    instances(db).push(...seeds[scenario](clock.now()))
  },
}

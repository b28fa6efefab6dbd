import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { FamilyHandlers } from '../simulation.ts'
import { cut, pageOf } from './paging.ts'
import { usableInstance } from './state.ts'

export const brokerHandlers = {
  listBrokers({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'readBrokers')
    const page = pageOf(args, 50, 50)
    return { brokers: cut(row.brokers, page).map((name) => ({ ids: [0, 1, 2], broker_name: name })) }
  },
} satisfies Partial<FamilyHandlers<typeof operations>>

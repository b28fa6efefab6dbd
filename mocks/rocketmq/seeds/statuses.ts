/** `everyStatus`: one instance in each state of the contract, and one in a state that nobody knows. */
import { InstanceStatuses } from '~/contract/rocketmq/generated/statuses.ts'
import type { InstanceRow } from '../state.ts'
import { addGroup, addTasks, addTopic, addUser, newInstance } from './builders.ts'
import { legacy } from './shop.ts'

/** A state as the tail of a name: `EXTENDEDFAILED` → `extendedfailed`. */
function nameOf(status: string): string {
  return `state-${status.toLowerCase().replaceAll('_', '-')}`
}

export function everyStatus(now: number): InstanceRow[] {
  return [...Object.keys(InstanceStatuses), 'UPGRADING_X'].map((status, at) => {
    const row =
      status === 'RUNNING' ? legacy(now, nameOf(status)) : newInstance(nameOf(status), now, { ageDays: at + 1 })
    row.status = status
    if (status === 'RUNNING') {
      row.fields.enable_acl = true
      // Names that other clients may have given, although none can be created with them here.
      addTopic(row, now, '订单 50%off', { kind: 'order', every: 60_000, queues: 2 })
      addGroup(row, now, '账单 50%off', { topics: ['订单 50%off'], clients: 1 })
      addUser(row, 'only-user', 'Sim#onlyUser1', {
        topic_perms: [{ name: 'events', perm: 'SUB' }],
        group_perms: [{ name: 'event-store', perm: 'SUB' }],
      })
      addTasks(row, now, 8)
      row.tasks.push({
        id: 'ff80808272dcc90f0172df1e490f41b0',
        name: 'restart',
        user: 'ops-bot',
        params: '',
        startedAt: now,
        takes: 365 * 86_400_000,
        fails: false,
      })
    }
    // The spelling of Table 5-7 instead of the examples'.
    row.fields.broker_addresses = row.fields.broker_address
    delete row.fields.broker_address
    return row
  })
}

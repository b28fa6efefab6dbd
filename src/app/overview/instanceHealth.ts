/** Which instances need somebody. Pure. */
import { InstanceStatuses } from '~/contract/rocketmq/generated/statuses.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import type { Tone } from '~/contract/types.ts'

/** Share of the disk from which an instance is near its end; brokers refuse messages when it is full. */
const NEARLY_FULL = 0.8
const FULL = 0.95

export interface Storage {
  /** GB, as the cloud counts. */
  used: number
  space: number
  share: number
  tone: 'ok' | 'warn' | 'error'
}

/** Use of the disk; undefined when the cloud did not say both numbers. */
export function storageOf({ used_storage_space: used, storage_space: space }: ShowInstanceResp): Storage | undefined {
  if (used === undefined || space === undefined || space <= 0) return undefined
  const share = used / space
  return { used, space, share, tone: share >= FULL ? 'error' : share >= NEARLY_FULL ? 'warn' : 'ok' }
}

/** Tone of the state; one that is not documented asks for a look, none at all too. */
export function toneOf(instance: ShowInstanceResp): Tone {
  return InstanceStatuses[instance.status ?? '']?.tone ?? 'warn'
}

const order: Record<Tone, number> = { error: 0, warn: 1, off: 2, busy: 3, ok: 4 }

/** How bad it is, the state and the disk together. */
function severity(instance: ShowInstanceResp): number {
  const storage = storageOf(instance)
  return Math.min(order[toneOf(instance)], storage ? order[storage.tone] : order.ok)
}

/** Instances that are not simply running with room to spare, the worst first. */
export function inNeed(instances: readonly ShowInstanceResp[]): ShowInstanceResp[] {
  return instances
    .filter((instance) => severity(instance) < order.ok)
    .sort(
      (a, b) =>
        severity(a) - severity(b) ||
        (storageOf(b)?.share ?? 0) - (storageOf(a)?.share ?? 0) ||
        (a.name ?? '').localeCompare(b.name ?? ''),
    )
}

/** How many instances are in each state, the worst state first. */
export function countByStatus(instances: readonly ShowInstanceResp[]): { status: string; tone: Tone; count: number }[] {
  const counts = new Map<string, { status: string; tone: Tone; count: number }>()
  for (const instance of instances) {
    const status = instance.status ?? ''
    const entry = counts.get(status) ?? { status, tone: toneOf(instance), count: 0 }
    entry.count++
    counts.set(status, entry)
  }
  return [...counts.values()].sort((a, b) => order[a.tone] - order[b.tone] || b.count - a.count)
}

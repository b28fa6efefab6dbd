import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { Task } from '~/contract/rocketmq/generated/types.ts'
import { type Db, type FamilyHandlers, problem } from '../simulation.ts'
import { cut, pageOf } from './paging.ts'
import { findInstance, type InstanceRow, type TaskRow } from './state.ts'

/** How long a background task waits, and how long it takes altogether. */
const WAITS = 1000
const TASK_TIME = 8000

function statusOf(task: TaskRow, now: number): string {
  if (now < task.startedAt + Math.min(WAITS, task.takes)) return 'CREATED'
  if (now < task.startedAt + task.takes) return 'EXECUTING'
  return task.fails ? 'FAILED' : 'SUCCESS'
}

function isRunning(task: TaskRow, now: number): boolean {
  return now < task.startedAt + task.takes
}

/**
 * Starts a background task and answers its `job_id`.
 * @throws DMS.00400017 while another task of that name runs on the instance
 */
export function startTask(
  db: Db,
  row: InstanceRow,
  now: number,
  task: { name: string; user: string; params: unknown; fails: boolean },
): string {
  if (row.tasks.some((one) => one.name === task.name && isRunning(one, now))) throw problem('DMS.00400017')
  const id = db.id().replaceAll('-', '')
  row.tasks.push({ ...task, id, params: JSON.stringify(task.params), startedAt: now, takes: TASK_TIME })
  return id
}

/** When the n-th of several things that one task works on is done. */
export function stepTime(now: number, step: number, steps: number): number {
  return now + Math.ceil((TASK_TIME * (step + 1)) / steps)
}

function toTask(task: TaskRow, now: number): Task {
  const moments = [WAITS, task.takes].map((ms) => task.startedAt + Math.min(ms, task.takes)).filter((at) => at <= now)
  return {
    id: task.id,
    name: task.name,
    user_name: task.user,
    user_id: '0b01fbb53600d4671fa8c00673c71260',
    params: task.params,
    status: statusOf(task, now),
    created_at: new Date(task.startedAt).toISOString(),
    updated_at: new Date(moments.at(-1) ?? task.startedAt).toISOString(),
  }
}

/** `YYYYMMDDHHmmss` as UTC; the schema has seen to the digits. */
function timeOfText(text: string): number {
  const part = (from: number, to: number) => Number(text.slice(from, to))
  return Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(8, 10), part(10, 12), part(12, 14))
}

/** @throws DMS.00400970 for a task that is not, or no longer, on record */
function findTask(row: InstanceRow, id: string): TaskRow {
  const task = row.tasks.find((one) => one.id === id)
  if (!task) throw problem('DMS.00400970')
  return task
}

export const taskHandlers = {
  listTasks({ args, db, now }) {
    const row = findInstance(db, args.instance_id, now)
    const from = args.begin_time === undefined ? 0 : timeOfText(args.begin_time)
    const to = args.end_time === undefined ? now : timeOfText(args.end_time)
    const found = row.tasks
      .filter((task) => task.startedAt >= from && task.startedAt <= to)
      .toSorted((one, other) => other.startedAt - one.startedAt)
    // `start` counts records from 1; 0 means the same.
    const page = pageOf({ offset: Math.max(0, (args.start ?? 1) - 1), limit: args.limit }, 50)
    return { task_count: String(found.length), tasks: cut(found, page).map((task) => toTask(task, now)) }
  },

  getTask({ args, db, now }) {
    const row = findInstance(db, args.instance_id, now)
    return { task_count: '1', tasks: [toTask(findTask(row, args.task_id), now)] }
  },

  deleteTask({ args, db, now }) {
    const row = findInstance(db, args.instance_id, now)
    const task = findTask(row, args.task_id)
    if (isRunning(task, now)) throw problem('DMS.00400017')
    row.tasks.splice(row.tasks.indexOf(task), 1)
  },
} satisfies Partial<FamilyHandlers<typeof operations>>

import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { type Db, type FamilyHandlers, problem } from '../simulation.ts'
import { build, checkOrder } from './orders.ts'
import { cut, pageOf } from './paging.ts'
import { findInstance, type InstanceRow, instances, statusAt, usableInstance } from './state.ts'

const MOST_INSTANCES = 100
const MOST_AT_ONCE = 50
const DAY = 86_400_000

function toInstance(row: InstanceRow, now: number): ShowInstanceResp {
  const { gigabytes, at, perDay } = row.usedSpace
  const status = statusAt(row, now)
  const used = Math.floor(gigabytes + (Math.max(0, now - at) / DAY) * perDay)
  return {
    ...row.fields,
    status,
    // What was never made holds nothing.
    used_storage_space:
      status === 'CREATING' || status === 'CREATEFAILED' ? 0 : Math.min(row.fields.storage_space ?? used, used),
  }
}

function present(db: Db, now: number): InstanceRow[] {
  return instances(db).filter((row) => statusAt(row, now) !== undefined)
}

/** @throws DMS.00400060 */
function checkName(db: Db, now: number, name: string, self?: InstanceRow): void {
  if (present(db, now).some((row) => row !== self && row.fields.name === name)) throw problem('DMS.00400060')
}

/** Deletes what may be deleted, and says for each how it went (5.1.6). */
function deleteEach(db: Db, now: number, ids: string[], refuses: (id: string) => boolean) {
  const results = ids.map((id) => {
    const row = present(db, now).find((one) => one.fields.instance_id === id)
    if (!row || refuses(id) || instanceCan.delete({ status: statusAt(row, now) }))
      return { result: 'failed', instance: id }
    row.deletedAt = now
    return { result: 'success', instance: id }
  })
  return { results }
}

export const instanceHandlers = {
  listInstances({ args, db, now }) {
    const page = pageOf(args, 50)
    const name = args.name ?? ''
    const found = present(db, now).filter((row) => {
      const status = statusAt(row, now)
      if (args.engine !== undefined && row.fields.engine !== args.engine) return false
      if (args.instance_id !== undefined && row.fields.instance_id !== args.instance_id) return false
      if (args.status !== undefined && status !== args.status) return false
      if (status === 'CREATEFAILED' && args.status === undefined && args.include_failure === 'false') return false
      if (args.enterprise_project_id !== undefined && row.fields.enterprise_project_id !== args.enterprise_project_id)
        return false
      return args.exact_match_name === 'true' ? row.fields.name === name : row.fields.name.includes(name)
    })
    return { instances: cut(found, page).map((row) => toInstance(row, now)), instance_num: found.length }
  },

  createInstance({ body, db, now, user }) {
    checkOrder(body)
    checkName(db, now, body.name)
    if (present(db, now).length >= MOST_INSTANCES) throw problem('DMS.00400035')
    const row = build({ ...body, instance_id: db.id(), createdAt: now, user })
    row.orderedAt = now
    instances(db).unshift(row)
    return { instance_id: row.fields.instance_id }
  },

  getInstance({ args, db, now }) {
    return toInstance(findInstance(db, args.instance_id, now), now)
  },

  updateInstance({ args, body, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'modify')
    if (body.name !== undefined) {
      if (!/^[A-Za-z][\w-]{3,63}$/.test(body.name)) throw problem('DMS.00400010')
      checkName(db, now, body.name, row)
    }
    if ((body.description ?? '').length > 1024) throw problem('DMS.00400011')
    if (body.security_group_id === '') throw problem('DMS.00400014')
    const { name, description, security_group_id, enable_acl } = body
    const sent = Object.entries({ name, description, security_group_id, enable_acl }).filter(
      ([, value]) => value !== undefined,
    )
    Object.assign(row.fields, Object.fromEntries(sent))
    if (security_group_id !== undefined) row.fields.security_group_name = `sg-${security_group_id.slice(0, 8)}`
  },

  deleteInstance({ args, db, now }) {
    usableInstance(db, args.instance_id, now, 'delete').deletedAt = now
  },

  batchDeleteInstancesById({ body, db, now, refuses }) {
    const ids = body?.instances ?? []
    if (ids.length === 0) throw problem('DMS.00400065')
    if (ids.length > MOST_AT_ONCE) throw problem('DMS.00400100')
    if (new Set(ids).size < ids.length) throw problem('DMS.00400082')
    return deleteEach(db, now, ids, refuses)
  },

  deleteFailedInstances({ db, now, refuses }) {
    const failed = present(db, now).filter((row) => statusAt(row, now) === 'CREATEFAILED')
    return deleteEach(
      db,
      now,
      failed.map((row) => row.fields.instance_id),
      refuses,
    )
  },

  batchDeleteInstances({ body }) {
    throw problem(body.action === 'delete' ? 'DMS.00400065' : 'DMS.00400064')
  },
} satisfies Partial<FamilyHandlers<typeof operations>>

import { describe, expect, test } from 'vitest'
import { validateFields } from '~/components/validateFields.ts'
import { Exact, stringifyJson } from '~/lib/json.ts'
import {
  bulkChanges,
  changedMeanwhile,
  changedSettings,
  completeSettings,
  initialCreateValues,
  editFacts,
  initialEditValues,
  isUsualName,
  rebase,
  toBatchRequest,
  toCreateRequest,
  toUpdateRequest,
} from './groupForm.ts'

const settings = {
  name: 'billing',
  enabled: true,
  broadcast: false,
  brokers: ['broker-0', 'broker-1'],
  retry_max_time: 16,
  from_beginning: true,
}
const before = initialEditValues(settings)

describe('creating a group', () => {
  test('sends exactly what was chosen', () => {
    expect(
      toCreateRequest(
        { ...initialCreateValues(), name: 'a', brokers: ['broker-1'], retry_max_time: 3, broadcast: true },
        ['broker-0', 'broker-1'],
      ),
    ).toEqual({
      name: 'a',
      enabled: true,
      broadcast: true,
      brokers: ['broker-1'],
      retry_max_time: 3,
      from_beginning: false,
    })
  })

  test('names all brokers when none is chosen, and leaves an empty number out', () => {
    const body = toCreateRequest({ ...initialCreateValues(), name: 'a', retry_max_time: '' }, ['broker-0', 'broker-1'])
    expect(body.brokers).toEqual(['broker-0', 'broker-1'])
    expect(body).not.toHaveProperty('retry_max_time')
  })

  test('knows the names that RocketMQ itself takes', () => {
    expect(['a', 'crm|vip-sync', '%RETRY%x', 'A_1'].filter(isUsualName)).toHaveLength(4)
    expect(['', 'a b', 'a.b', '组', 'x'.repeat(65)].filter(isUsualName)).toEqual([])
  })
})

describe('changing a group', () => {
  test('sends nothing when nothing differs; the order of brokers is no difference', () => {
    expect(toUpdateRequest(settings, { ...before, brokers: ['broker-1', 'broker-0'] }, before)).toBeUndefined()
  })

  test('sends everything that was read just now with the touched field only', () => {
    const fresh = {
      ...settings,
      retry_max_time: 7,
      remark: '',
      labels: {},
      owner: null,
      ticket: new Exact('9007199254740993'),
    }
    const body = toUpdateRequest(fresh, { ...before, enabled: false }, before)
    expect(body).toEqual({ ...fresh, enabled: false })
    expect(stringifyJson(body)).toContain('"ticket":9007199254740993')
  })

  test('a switch that is not known is not "off": it is sent when it is touched', () => {
    const partial = { name: 'billing', brokers: ['broker-0'], retry_max_time: 16 }
    const unknown = initialEditValues(partial)
    expect([unknown.enabled, unknown.broadcast, unknown.from_beginning]).toEqual([undefined, undefined, undefined])
    expect(toUpdateRequest(partial, { ...unknown, retry_max_time: 3 }, unknown)).toEqual({
      ...partial,
      retry_max_time: 3,
    })
    expect(toUpdateRequest(partial, { ...unknown, enabled: false }, unknown)).toEqual({ ...partial, enabled: false })
  })

  test('a number or list that the group has is not emptied', () => {
    const emptied = { ...before, retry_max_time: '', brokers: [] }
    expect(Object.keys(validateFields(editFacts(before), emptied))).toEqual(['retry_max_time', 'brokers'])
    expect(validateFields(editFacts(initialEditValues({ name: 'billing' })), emptied)).toEqual({})
  })

  test('does not send an emptied number or list', () => {
    expect(toUpdateRequest(settings, { ...before, retry_max_time: '', brokers: [] }, before)).toBeUndefined()
  })

  test('takes from_beginning from the list, the rest from the detail', () => {
    const detail = {
      name: 'billing',
      enabled: false,
      broadcast: false,
      brokers: [],
      retry_max_time: 2,
      permissions: [],
      app_id: null,
      app_name: null,
      remark: 'x',
    }
    expect(completeSettings(detail, { ...settings, group_online: true } as typeof settings)).toEqual({
      ...settings,
      group_online: true,
      enabled: false,
      brokers: [],
      retry_max_time: 2,
      remark: 'x',
    })
  })

  test('keeps touched fields when somebody else changed the group', () => {
    const theirs = { ...before, retry_max_time: 3, broadcast: true }
    expect(rebase({ ...before, retry_max_time: 9 }, before, theirs)).toEqual({ ...theirs, retry_max_time: 9 })
    expect(changedSettings(before, theirs).map((change) => change.field)).toEqual(['retry_max_time', 'broadcast'])
  })
})

describe('changing several groups', () => {
  const other = { ...settings, name: 'other', retry_max_time: 3, note: 'kept' }

  test('sends complete settings, only of groups that differ', () => {
    expect(toBatchRequest([settings, other], { retry_max_time: 3 })).toEqual([{ ...settings, retry_max_time: 3 }])
    expect(toBatchRequest([settings, other], { enabled: false })).toEqual([
      { ...settings, enabled: false },
      { ...other, enabled: false },
    ])
    expect(toBatchRequest([settings, other], {})).toBeUndefined()
    expect(bulkChanges(other, { retry_max_time: 3, enabled: false })).toEqual([
      { field: 'enabled', before: true, after: false },
    ])
  })

  test('notices what changed or vanished meanwhile', () => {
    expect(changedMeanwhile([settings, other], [settings, other])).toEqual([])
    expect(changedMeanwhile([settings, other], [{ ...settings, enabled: false }])).toEqual(['billing', 'other'])
  })
})

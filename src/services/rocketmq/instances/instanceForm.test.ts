import { describe, expect, test } from 'vitest'
import {
  crossFieldProblems,
  initialCreateValues,
  initialEditValues,
  offeredZones,
  toCreateRequest,
  toUpdateRequest,
} from './instanceForm.ts'

const zones = [
  { id: 'az1', soldOut: false, resource_availability: 'true' as const, ipv6_enable: true },
  { id: 'az2', soldOut: true, resource_availability: 'true' as const, ipv6_enable: true },
  { id: 'az3', soldOut: false, resource_availability: 'false' as const, ipv6_enable: false },
  { id: 'az4', soldOut: false, resource_availability: 'true' as const, ipv6_enable: false },
]
const values = {
  ...initialCreateValues(),
  name: 'orders',
  available_zones: ['az1'],
  vpc_id: 'v',
  subnet_id: 's',
  security_group_id: 'g',
}

describe('creating an instance', () => {
  test('orders the storage of all brokers together', () => {
    expect(toCreateRequest({ ...values, broker_num: 3, storage_per_broker: 300 })).toMatchObject({
      storage_space: 900,
      broker_num: 3,
      engine: 'reliability',
    })
  })

  test('sends EIPs only with public access', () => {
    expect(toCreateRequest({ ...values, publicip_ids: ['a', 'b'] })).not.toHaveProperty('publicip_id')
    expect(toCreateRequest({ ...values, enable_publicip: true, publicip_ids: ['a', 'b'] })).toMatchObject({
      enable_publicip: true,
      publicip_id: 'a,b',
    })
  })

  test('offers zones that can be ordered', () => {
    expect(offeredZones(zones).map((zone) => zone.id)).toEqual(['az1', 'az4'])
  })

  test('knows the rules across fields', () => {
    expect(crossFieldProblems(values, zones)).toEqual({})
    expect(crossFieldProblems({ ...values, available_zones: [] }, zones)).toEqual({ available_zones: 'noZone' })
    expect(crossFieldProblems({ ...values, available_zones: ['az1', 'az4'] }, zones)).toEqual({
      available_zones: 'twoZones',
    })
    expect(crossFieldProblems({ ...values, enable_publicip: true }, zones)).toEqual({ publicip_ids: 'noEip' })
    expect(crossFieldProblems({ ...values, available_zones: ['az4'], ipv6_enable: true }, zones)).toEqual({
      ipv6_enable: 'noIpv6',
    })
  })
})

describe('changing an instance', () => {
  const before = initialEditValues({ name: 'orders', description: '', security_group_id: 'g', enable_acl: true })

  test('sends nothing when nothing differs', () => {
    expect(toUpdateRequest({ ...before }, before)).toBeUndefined()
  })

  test('a switch that is not known is not "off": it is sent when it is touched', () => {
    const unknown = initialEditValues({ name: 'orders' })
    expect(unknown.enable_acl).toBeUndefined()
    expect(toUpdateRequest({ ...unknown, name: 'other' }, unknown)).toEqual({ name: 'other' })
    expect(toUpdateRequest({ ...unknown, enable_acl: false }, unknown)).toEqual({ enable_acl: false })
  })

  test('sends the changed field only, an emptied one too', () => {
    expect(toUpdateRequest({ ...before, enable_acl: false }, before)).toEqual({ enable_acl: false })
    expect(toUpdateRequest({ ...before, description: '' }, { ...before, description: 'old' })).toEqual({
      description: '',
    })
  })
})

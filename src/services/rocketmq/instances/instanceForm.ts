/** What the instance forms hold and send, and the rules across fields (sections 5.1.1 and 5.1.5, notes (d)). Pure. */
import type {
  AvailableZone,
  CreateInstanceReq,
  ShowInstanceResp,
  UpdateInstanceReq,
} from '~/contract/rocketmq/generated/types.ts'

export interface InstanceCreateValues {
  name: string
  description: string
  engine_version: string
  available_zones: string[]
  product_id: string
  broker_num: number | ''
  storage_spec_code: string
  /** GB for each broker; the API takes the total. */
  storage_per_broker: number | ''
  vpc_id: string
  subnet_id: string
  security_group_id: string
  ssl_enable: boolean
  enable_acl: boolean
  ipv6_enable: boolean
  enable_publicip: boolean
  publicip_ids: string[]
  enterprise_project_id: string
}

/** Cautious defaults: one broker, ultra-high I/O, access control on, nothing public. */
export function initialCreateValues(): InstanceCreateValues {
  return {
    name: '',
    description: '',
    engine_version: '4.8.0',
    available_zones: [],
    product_id: 'c6.4u8g.cluster',
    broker_num: 1,
    storage_spec_code: 'dms.physical.storage.ultra.v2',
    storage_per_broker: 600,
    vpc_id: '',
    subnet_id: '',
    security_group_id: '',
    ssl_enable: false,
    enable_acl: true,
    ipv6_enable: false,
    enable_publicip: false,
    publicip_ids: [],
    enterprise_project_id: '',
  }
}

/** Exactly what is sent; fields that do not apply are left out. */
export function toCreateRequest(values: InstanceCreateValues): CreateInstanceReq {
  const brokers = values.broker_num === '' ? 0 : values.broker_num
  const storage = values.storage_per_broker === '' ? 0 : values.storage_per_broker
  return {
    name: values.name,
    ...(values.description === '' ? {} : { description: values.description }),
    engine: 'reliability',
    engine_version: values.engine_version as CreateInstanceReq['engine_version'],
    storage_space: storage * brokers,
    vpc_id: values.vpc_id.trim(),
    subnet_id: values.subnet_id.trim(),
    security_group_id: values.security_group_id.trim(),
    available_zones: values.available_zones,
    product_id: values.product_id as CreateInstanceReq['product_id'],
    storage_spec_code: values.storage_spec_code as CreateInstanceReq['storage_spec_code'],
    broker_num: brokers,
    ssl_enable: values.ssl_enable,
    enable_acl: values.enable_acl,
    ipv6_enable: values.ipv6_enable,
    enable_publicip: values.enable_publicip,
    ...(values.enable_publicip ? { publicip_id: values.publicip_ids.join(',') } : {}),
    ...(values.enterprise_project_id === '' ? {} : { enterprise_project_id: values.enterprise_project_id }),
  }
}

export type CreateProblem = 'twoZones' | 'noZone' | 'noEip' | 'noIpv6' | 'missing'

/** Zones that can be ordered: not sold out, resources there. */
export function offeredZones(zones: readonly AvailableZone[]): AvailableZone[] {
  return zones.filter((zone) => zone.soldOut === false && String(zone.resource_availability) === 'true')
}

/** What breaks a rule across fields, by field. */
export function crossFieldProblems(
  values: InstanceCreateValues,
  zones: readonly AvailableZone[],
): Partial<Record<keyof InstanceCreateValues, CreateProblem>> {
  const chosen = zones.filter((zone) => values.available_zones.includes(zone.id ?? ''))
  return {
    ...(values.available_zones.length === 0
      ? { available_zones: 'noZone' as const }
      : values.available_zones.length === 2
        ? { available_zones: 'twoZones' as const }
        : {}),
    ...(values.enable_publicip && values.publicip_ids.length === 0 ? { publicip_ids: 'noEip' as const } : {}),
    ...(values.ipv6_enable && chosen.some((zone) => zone.ipv6_enable === false)
      ? { ipv6_enable: 'noIpv6' as const }
      : {}),
    ...(values.broker_num === '' ? { broker_num: 'missing' as const } : {}),
    ...(values.storage_per_broker === '' ? { storage_per_broker: 'missing' as const } : {}),
  }
}

export interface InstanceEditValues {
  name: string
  description: string
  security_group_id: string
  /** Undefined: not known. */
  enable_acl: boolean | undefined
}

export function initialEditValues(instance: ShowInstanceResp): InstanceEditValues {
  return {
    name: instance.name ?? '',
    description: instance.description ?? '',
    security_group_id: instance.security_group_id ?? '',
    enable_acl: instance.enable_acl,
  }
}

/** Only what differs: absent fields stay as they are (5.1.5). Undefined when nothing does. */
export function toUpdateRequest(values: InstanceEditValues, before: InstanceEditValues): UpdateInstanceReq | undefined {
  const request: UpdateInstanceReq = {
    ...(values.name === before.name ? {} : { name: values.name }),
    ...(values.description === before.description ? {} : { description: values.description }),
    ...(values.security_group_id === before.security_group_id ? {} : { security_group_id: values.security_group_id }),
    ...(values.enable_acl === before.enable_acl ? {} : { enable_acl: values.enable_acl }),
  }
  return Object.keys(request).length > 0 ? request : undefined
}

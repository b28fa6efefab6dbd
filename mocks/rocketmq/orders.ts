/** Ordering an instance (5.1.1): its cross-field rules, and what the service makes of the order. */
import type { CreateInstanceReq } from '~/contract/rocketmq/generated/types.ts'
import { isZoneCountAllowed, quotaPerBroker, zoneRefusal } from '~/contract/rules/rocketmq.ts'
import { problem } from '../simulation.ts'
import type { InstanceRow } from './state.ts'
import { zones } from './zones.ts'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
/** The reference orders 600 GB for one broker and names no limit; the service refuses what cannot hold a broker. */
const LEAST_SPACE_PER_BROKER = 300

function checkZones(order: CreateInstanceReq): void {
  const chosen = order.available_zones.map((id) => zones.find((zone) => zone.id === id))
  if (chosen.includes(undefined)) throw problem('DMS.00400042')
  if (!isZoneCountAllowed(new Set(order.available_zones).size)) {
    throw problem('DMS.00400062', { message: 'available_zones takes one zone, or three and more.' })
  }
  for (const zone of chosen) {
    const refusal = zoneRefusal(zone ?? {}, { ipv6: order.ipv6_enable })
    if (refusal !== undefined) throw problem(refusal === 'no_ipv6' ? 'DMS.00400049' : 'DMS.00400055')
  }
}

function checkNetwork(order: CreateInstanceReq): void {
  if (order.vpc_id === '') throw problem('DMS.00400013')
  if (order.security_group_id === '') throw problem('DMS.00400014')
  if (order.subnet_id === '') throw problem('DMS.00400016')
  if (!uuid.test(order.vpc_id)) throw problem('DMS.00400068')
  if (!uuid.test(order.security_group_id)) throw problem('DMS.00400046')
  if (!uuid.test(order.subnet_id)) throw problem('DMS.00400018')
  if (order.enable_publicip !== true) return
  const addresses = (order.publicip_id ?? '').split(',')
  const unique = new Set(addresses)
  if (unique.size < addresses.length || !addresses.every((one) => uuid.test(one.trim()))) throw problem('DMS.00400128')
}

/** @throws the documented refusal of the first thing that is wrong with an order */
export function checkOrder(order: CreateInstanceReq): void {
  if (!/^[A-Za-z][\w-]{3,63}$/.test(order.name)) throw problem('DMS.00400010')
  if ((order.description ?? '').length > 1024) throw problem('DMS.00400011')
  if (order.engine_version !== '4.8.0') throw problem('DMS.00400008')
  if (quotaPerBroker(order.product_id) === undefined) throw problem('DMS.00400009')
  if (!/^dms\.physical\.storage\.(high|ultra)\.v2$/.test(order.storage_spec_code)) throw problem('DMS.00400125')
  if (order.storage_space < LEAST_SPACE_PER_BROKER * order.broker_num) throw problem('DMS.00400500')
  checkZones(order)
  checkNetwork(order)
}

export interface Order extends Omit<CreateInstanceReq, 'engine' | 'engine_version'> {
  instance_id: string
  createdAt: number
  user: string
}

const features = [
  'rocketmq.acl',
  'message_trace_enable',
  'auto_topic_switch',
  'route',
  'features.log.collection',
  'kafka.crossvpc.domain.enable',
  'roma_app_enable',
]

/** Nodes of an instance: two name servers, and three nodes per broker (example of 5.1.3). */
function nodes(brokers: number): { address: string; broker: string; nameServer: string }[] {
  const servers = [0, 1].map((at) => ({ address: `192.168.1.${200 + at}`, broker: '-', nameServer: String(8300 + at) }))
  const others = Array.from({ length: brokers * 3 }, (_, at) => ({
    address: `192.168.1.${10 + at}`,
    broker: String(10_100 + at),
    nameServer: '-',
  }))
  return [...servers, ...others]
}

/** A new row for an order, with everything inside it still empty. */
export function build(order: Order): InstanceRow {
  const all = nodes(order.broker_num)
  const list = (kind: 'broker' | 'nameServer', ip: (address: string) => string) =>
    all
      .filter((node) => node[kind] !== '-')
      .map((node) => `${ip(node.address)}:${node[kind]}`)
      .join(',')
  const publicIp = (address: string) => `203.0.113.${address.split('.')[3] ?? '1'}`
  const endpoints = all.map((node, at) => [
    node.address,
    {
      advertised_ip: node.address,
      broker_port: node.broker,
      port_id: `fa020857-d899-497c-a5f8-8dd90ed6${String(7000 + at)}`,
      namesrv_port: node.nameServer,
    },
  ])
  const usable = Math.floor(order.storage_space * 0.93)
  const isPublic = order.enable_publicip === true
  return {
    fields: {
      name: order.name,
      engine: 'reliability',
      description: order.description ?? '',
      type: 'cluster',
      specification: `${order.product_id} * ${order.broker_num} broker`,
      engine_version: '4.8.0',
      instance_id: order.instance_id,
      resource_spec_code: '',
      charging_mode: 1,
      vpc_id: order.vpc_id,
      vpc_name: 'vpc-shop',
      created_at: String(order.createdAt),
      product_id: order.product_id,
      security_group_id: order.security_group_id,
      security_group_name: 'Sys-default',
      subnet_id: order.subnet_id,
      subnet_name: 'subnet-middleware',
      subnet_cidr: '192.168.1.0/24',
      available_zones: order.available_zones,
      user_id: '0b01fbb53600d4671fa8c00673c71260',
      user_name: order.user,
      maintain_begin: '02:00:00',
      maintain_end: '06:00:00',
      enable_log_collection: false,
      storage_space: usable,
      total_storage_space: order.storage_space,
      enable_publicip: isPublic,
      publicip_id: isPublic ? order.publicip_id : '',
      publicip_address: isPublic ? all.map((node) => publicIp(node.address)).join(',') : '',
      ssl_enable: order.ssl_enable ?? false,
      cross_vpc_info: JSON.stringify(Object.fromEntries(endpoints)),
      storage_resource_id: '164bdaef-2e67-4fd5-be8b-a18f91d455a2',
      storage_spec_code: order.storage_spec_code,
      service_type: 'advanced',
      storage_type: 'hec',
      extend_times: 0,
      ipv6_enable: order.ipv6_enable ?? false,
      support_features: features.join(','),
      disk_encrypted: false,
      ces_version: 'linux,v1,v2',
      node_num: all.length,
      new_spec_billing_enable: true,
      enable_acl: order.enable_acl ?? false,
      broker_num: order.broker_num,
      namesrv_address: list('nameServer', (address) => address),
      broker_address: list('broker', (address) => address),
      public_namesrv_address: isPublic ? list('nameServer', publicIp) : '',
      public_broker_address: isPublic ? list('broker', publicIp) : '',
      enterprise_project_id: order.enterprise_project_id ?? '0',
    },
    status: order.name.endsWith('-fail') ? 'CREATEFAILED' : 'RUNNING',
    usedSpace: { gigabytes: 1, at: order.createdAt, perDay: 0 },
    brokers: Array.from({ length: order.broker_num }, (_, at) => `broker-${at}`),
    topics: new Map(),
    nextTopic: 1,
    groups: new Map(),
    users: [],
    tasks: [],
  }
}

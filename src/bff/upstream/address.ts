import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Addresses that nothing of ours may ever reach, not even a private endpoint: metadata, link-local, tunnels, multicast. */
const never4: [string, number][] = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  // The metadata address of another cloud, inside the carrier range that private endpoints may use.
  ['100.100.100.200', 32],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
const never6: [string, number][] = [
  ['::', 128],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fd00:ec2::254', 128],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]
/** Addresses of our own network: only for endpoints that say so. */
const private4: [string, number][] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
]
const private6: [string, number][] = [
  ['::1', 128],
  ['fc00::', 7],
]

function listOf(subnets: [string, number][], type: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, type)
  return list
}

// One list per family: a list that holds ::ffff:0:0/96 would match every IPv4 address.
const never = { ipv4: listOf(never4, 'ipv4'), ipv6: listOf(never6, 'ipv6') }
const own = { ipv4: listOf(private4, 'ipv4'), ipv6: listOf(private6, 'ipv6') }

/** Where an IP address leads: to the world, into a private network, or to a place that is never right. */
export function classify(address: string): 'public' | 'private' | 'never' {
  const bare = address.replace(/%.*$/, '')
  const version = isIP(bare)
  if (version === 0) return 'never'
  const type = version === 4 ? 'ipv4' : 'ipv6'
  // `::1` lies in ::/96 (IPv4-compatible, never in use); it is the only one of them with a meaning.
  if (own[type].check(bare, type)) return never[type].check(bare, type) ? 'never' : 'private'
  if (never[type].check(bare, type)) return 'never'
  if (type === 'ipv6' && /^(::|0:0:0:0:0:0:)/.test(bare)) return 'never'
  return 'public'
}

/** Whether this address may be connected to. */
export function isAllowed(address: string, allowPrivate: boolean): boolean {
  const kind = classify(address)
  return kind === 'public' || (kind === 'private' && allowPrivate)
}

/** A name or address that must not be reached. The text stays in the server's log. */
export class AddressRefused extends Error {
  readonly code = 'GANTRY_ADDRESS'
  constructor(hostname: string, address: string) {
    super(`${hostname} leads to ${address}, which is not allowed`)
    this.name = 'AddressRefused'
  }
}

/**
 * Wraps a resolver so that a name is resolved once per connection and only to allowed addresses; the socket then
 * connects to exactly what was checked. One bad address among several refuses the name.
 */
export function guarded(lookup: LookupFunction, allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, result, family) => {
      if (error) return callback(error, [])
      const addresses = Array.isArray(result) ? result : [{ address: result, family: family ?? isIP(result) }]
      const bad = addresses.find(({ address }) => !isAllowed(address, allowPrivate))
      const chosen = addresses[0]
      if (bad || !chosen) return callback(new AddressRefused(hostname, bad?.address ?? 'nowhere'), [])
      if (options.all) return callback(null, addresses)
      return callback(null, chosen.address, chosen.family)
    })
  }
}

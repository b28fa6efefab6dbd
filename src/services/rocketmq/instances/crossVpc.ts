/** `cross_vpc_info`: a JSON object as text, node address → its ports, "-" for a role that the node has not. Pure. */
export interface NodeAddress {
  address: string
  advertised: string
  role: 'broker' | 'nameServer' | undefined
  port: string | undefined
}

const real = (port: unknown) => (typeof port === 'string' && port !== '-' && port !== '' ? port : undefined)

/** The nodes, name servers first; [] when the text is absent or not understood. */
export function crossVpcRows(text: string | undefined): NodeAddress[] {
  if (!text) return []
  let nodes: unknown
  try {
    nodes = JSON.parse(text)
  } catch {
    return []
  }
  if (nodes === null || typeof nodes !== 'object') return []
  const rows = Object.entries(nodes as Record<string, Record<string, unknown> | null>).map(
    ([address, node]): NodeAddress => {
      const broker = real(node?.['broker_port'])
      const nameServer = real(node?.['namesrv_port'])
      const advertised = node?.['advertised_ip']
      return {
        address,
        advertised: typeof advertised === 'string' ? advertised : '–',
        role: broker ? 'broker' : nameServer ? 'nameServer' : undefined,
        port: broker ?? nameServer,
      }
    },
  )
  return rows.sort(
    (a, b) =>
      Number(a.role === 'broker') - Number(b.role === 'broker') ||
      a.address.localeCompare(b.address, undefined, { numeric: true }),
  )
}

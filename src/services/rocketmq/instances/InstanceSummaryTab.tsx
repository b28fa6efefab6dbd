import { Outlet } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { Bar } from '~/components/Bar.tsx'
import { Details } from '~/components/Details.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { NumberText } from '~/components/NumberText.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { crossVpcRows } from './crossVpc.ts'
import css from './instance.module.css'
import { instanceSummaryMessages } from './instanceSummaryMessages.ts'
import { useInstance } from './useInstance.ts'
import { ZoneNames } from './ZoneNames.tsx'
import { zonesQuery } from './zonesQuery.ts'

/** Storage is called full from here on; brokers refuse messages near the end. */
const NEARLY_FULL = 0.8

export function prepare({ params }: PageAddress): void {
  void queryClient.prefetchQuery(zonesQuery(params['connection'] ?? ''))
}

/** What an instance is, where it is reached, what it stores. */
export default function InstanceSummaryTab() {
  const t = useMessages(instanceSummaryMessages)
  const { params, instance } = useInstance()
  const { used_storage_space: used, storage_space: space } = instance
  const isKnown = used !== undefined && space !== undefined
  const usedText = t.usedOf(formatNumber(used) ?? '–', formatNumber(space) ?? '–')
  const share = isKnown && space > 0 ? used / space : 0
  const yesNo = (value: boolean | undefined) => (value === undefined ? undefined : value ? t.on : t.off)
  const billing: Record<string, string> = t.billing
  const disks: Record<string, string> = t.disks
  const nodes = crossVpcRows(instance.cross_vpc_info)
  const text = (label: string, value: string | undefined) => ({
    label,
    value,
    mono: true,
    ...(value ? { copy: value } : {}),
  })
  const address = (label: string, value: string | undefined) => ({
    ...text(label, value),
    value: value && <Addresses value={value} />,
  })
  return (
    <div className={css.summary}>
      <section>
        <h2>{t.general}</h2>
        <Details
          label={t.general}
          rows={[
            text(t.id, instance.instance_id),
            { label: t.description, value: instance.description },
            { label: t.specification, value: instance.specification },
            { label: t.version, value: instance.engine_version },
            { label: t.brokers, value: instance.broker_num },
            { label: t.nodes, value: instance.node_num },
            { label: t.billingMode, value: billing[String(instance.charging_mode)] ?? instance.charging_mode },
            { label: t.created, value: <Time at={instance.created_at} show="both" /> },
            { label: t.creator, value: instance.user_name },
            {
              label: t.maintenance,
              value:
                instance.maintain_begin && instance.maintain_end
                  ? `${instance.maintain_begin} – ${instance.maintain_end}`
                  : undefined,
            },
            { label: t.tags, value: instance.tags?.map((tag) => `${tag.key}=${tag.value}`).join(', ') },
          ]}
        />
      </section>
      <section>
        <h2>{t.storage}</h2>
        <Details
          label={t.storage}
          rows={[
            {
              label: t.used,
              value: isKnown ? (
                <span>
                  <Bar
                    label={t.used}
                    value={used}
                    max={space}
                    tone={share >= 0.95 ? 'error' : share >= NEARLY_FULL ? 'warn' : 'ok'}
                    text={usedText}
                  />{' '}
                  {usedText}
                </span>
              ) : undefined,
            },
            {
              label: t.ordered,
              value:
                instance.total_storage_space === undefined ? undefined : (
                  <NumberText value={instance.total_storage_space} unit="GB" />
                ),
            },
            { label: t.disk, value: disks[instance.storage_spec_code ?? ''] ?? instance.storage_spec_code },
            { label: t.encrypted, value: yesNo(instance.disk_encrypted) },
          ]}
        />
      </section>
      <section>
        <h2>{t.access}</h2>
        <Details
          label={t.access}
          rows={[
            address(t.nameServer, instance.namesrv_address),
            // Two spellings of one field: the table's and the examples' (contract notes (c) 11).
            address(t.broker, instance.broker_address ?? instance.broker_addresses),
            { label: t.public, value: yesNo(instance.enable_publicip) },
            address(t.publicNameServer, instance.public_namesrv_address),
            address(t.publicBroker, instance.public_broker_address),
            { label: 'SSL', value: yesNo(instance.ssl_enable) },
            { label: 'ACL', value: yesNo(instance.enable_acl) },
            { label: 'IPv6', value: yesNo(instance.ipv6_enable) },
          ]}
        />
      </section>
      <section>
        <h2>{t.network}</h2>
        <Details
          label={t.network}
          rows={[
            {
              label: 'VPC',
              value: instance.vpc_name ?? instance.vpc_id,
              ...(instance.vpc_id ? { copy: instance.vpc_id } : {}),
            },
            {
              label: t.subnet,
              value: instance.subnet_name ?? instance.subnet_id,
              ...(instance.subnet_id ? { copy: instance.subnet_id } : {}),
            },
            { label: t.subnetRange, value: instance.subnet_cidr, mono: true },
            {
              label: t.securityGroup,
              value: instance.security_group_name ?? instance.security_group_id,
              ...(instance.security_group_id ? { copy: instance.security_group_id } : {}),
            },
            {
              label: t.zones,
              value: instance.available_zones && (
                <ZoneNames connection={params.connection} ids={instance.available_zones} />
              ),
            },
          ]}
        />
      </section>
      {nodes.length > 0 && (
        <section>
          <h2>{t.crossVpc}</h2>
          <table className={css.nodes}>
            <thead>
              <tr>
                <th scope="col">{t.node}</th>
                <th scope="col">{t.advertised}</th>
                <th scope="col">{t.role}</th>
                <th scope="col">{t.port}</th>
              </tr>
            </thead>
            <tbody>
              {nodes.map((node) => (
                <tr key={node.address}>
                  <td>{node.address}</td>
                  <td>{node.advertised}</td>
                  <td className={css.word}>
                    {node.role === 'broker' ? t.roleBroker : node.role === 'nameServer' ? t.roleNameServer : '–'}
                  </td>
                  <td>{node.port ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Outlet />
    </div>
  )
}

/** Addresses come as one text, comma separated; a line each is what one reads. */
function Addresses({ value }: { value: string }) {
  return (
    <ul className={css.addresses}>
      {value.split(',').map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}

import { Link } from 'react-router'
import type { CallArgs } from '~/api/request.ts'
import { useList } from '~/api/useList.ts'
import type { Column } from '~/components/column.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { AccessPolicy } from '~/contract/rocketmq/generated/types.ts'
import type { Operation } from '~/contract/types.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { accessMessages } from './accessMessages.ts'

type PolicyOperation = typeof rocketmq.listTopicAccessPolicies | typeof rocketmq.listConsumerGroupAccessPolicies

interface Props<Op extends PolicyOperation> {
  operation: Op
  args: CallArgs<Op>
  /** The older operation, where a region does not have this one (`x-fallback`); `args` hold the parameters of both. */
  fallback?: Operation
}

export const policyKey = (policy: AccessPolicy) => policy.access_key ?? ''

/** Users with a right on one topic or group, as the broker says it; nothing is computed here. */
export function AccessPolicyTable<Op extends PolicyOperation>({ operation, args, fallback }: Props<Op>) {
  const t = useMessages(accessMessages)
  const { params, instance } = useInstance()
  if (instance.enable_acl === false)
    return (
      <EmptyState title={t.aclOff} action={<Link to={rocketmqPaths.instanceEdit(params)}>{t.toSettings}</Link>}>
        {t.aclOffText}
      </EmptyState>
    )
  return <Policies operation={operation} args={args} fallback={fallback} />
}

function Policies<Op extends PolicyOperation>({ operation, args, fallback }: Props<Op>) {
  const t = useMessages(accessMessages)
  const words = useMessages(rocketmqMessages)
  const { params } = useInstance()
  const list = useList<Op, AccessPolicy>(operation, args, { rowKey: policyKey, ...(fallback ? { fallback } : {}) })
  const rights: Record<string, string> = words.aclPermission
  const rightOf = (policy: AccessPolicy) =>
    policy.admin ? t.everything : policy.perm ? (rights[policy.perm] ?? policy.perm) : t.inherited
  const columns: Column<AccessPolicy>[] = [
    {
      id: 'access_key',
      label: t.user,
      cell: (policy) => (
        <Link to={rocketmqPaths.user({ ...params, user_name: policyKey(policy) })}>{policy.access_key}</Link>
      ),
      value: (policy) => policy.access_key,
      filter: 'text',
    },
    { id: 'perm', label: t.right, cell: rightOf, value: rightOf },
    { id: 'admin', label: t.admin, cell: (policy) => (policy.admin ? t.yes : t.no), value: (policy) => policy.admin },
    {
      id: 'white_remote_address',
      label: t.addresses,
      cell: ({ white_remote_address: addresses }) => (addresses ? <code>{addresses}</code> : t.any),
      value: (policy) => policy.white_remote_address,
    },
  ]
  return (
    <DataTable
      label={t.title}
      list={list}
      columns={columns}
      rowKey={policyKey}
      empty={
        <EmptyState title={t.empty} action={<Link to={rocketmqPaths.users(params)}>{t.toUsers}</Link>}>
          {t.emptyText}
        </EmptyState>
      }
    />
  )
}

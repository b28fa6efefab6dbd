import { Link } from 'react-router'
import { EmptyState } from '~/components/EmptyState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { userMessages } from './userMessages.ts'

/** Instead of users, on an instance that does not check them (DMS.00400969): why, and where to turn it on. */
export function AclOff() {
  const t = useMessages(userMessages)
  const { params } = useInstance()
  return (
    <EmptyState title={t.aclOff} action={<Link to={rocketmqPaths.instanceEdit(params)}>{t.toSettings}</Link>}>
      {t.aclOffText}
    </EmptyState>
  )
}

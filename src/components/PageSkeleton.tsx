import { Skeleton } from '@mantine/core'
import { messages } from '~/lib/messages.ts'
import { useMessages } from './useMessages.ts'

const skeletonMessages = messages({ en: { loading: 'Loading' }, zh: { loading: '正在加载' } })

/** Stands where a page will be, in its shape. */
export function PageSkeleton() {
  const t = useMessages(skeletonMessages)
  return (
    <div role="status" aria-label={t.loading}>
      <Skeleton height={24} width={240} mb={16} />
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} height={16} mb={14} width={`${96 - (row % 3) * 8}%`} />
      ))}
    </div>
  )
}

import { Link } from 'react-router'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Trace } from '~/contract/rocketmq/generated/types.ts'
import { topicRole } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type MessageParams } from '~/paths/rocketmq.ts'
import { messageMessages } from './messageMessages.ts'
import { consumedBy, stepsOf } from './traceSteps.ts'
import css from './message.module.css'

interface Props {
  params: MessageParams
  /** Undefined: not known (yet). */
  trace: readonly Trace[] | undefined
  readers: readonly string[] | undefined
}

/** How many of the groups that read the topic have consumed the message. Claims nothing that trace and groups do not say. */
export function ConsumedBadge({ params, trace, readers }: Props) {
  const t = useMessages(messageMessages)
  const topic = topicRole(params.topic)
  if (topic.role !== 'ordinary') {
    return (
      <span className={css.note}>
        {topic.role === 'dead_letter' ? t.deadLetterOf : t.retryOf}{' '}
        <Link
          to={
            topic.role === 'dead_letter'
              ? rocketmqPaths.groupDeadLetters({ ...params, group: topic.group })
              : rocketmqPaths.group({ ...params, group: topic.group })
          }
        >
          {topic.group}
        </Link>
      </span>
    )
  }
  if (!trace || !readers) return null
  if (readers.length === 0) return <StatusBadge status={t.noReaders} tone="off" />
  if (trace.length === 0) return <StatusBadge status={t.noTrace} tone="off" />
  const { done, failed } = consumedBy(stepsOf(trace), readers)
  const isAll = done.length === readers.length
  return (
    <span className={css.badges}>
      <StatusBadge
        status={t.consumedBy(done.length, readers.length)}
        tone={isAll ? 'ok' : failed.length > 0 ? 'error' : 'warn'}
      />
      {failed.length > 0 ? <span className={css.note}>{t.consumedFailed(failed.length)}</span> : null}
    </span>
  )
}

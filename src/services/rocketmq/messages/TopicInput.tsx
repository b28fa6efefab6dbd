import { Autocomplete } from '@mantine/core'
import { useMessages } from '~/components/useMessages.ts'
import { deadLetterTopic, retryTopic, topicRole } from '~/contract/rules/rocketmq.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { ALL_OFFERED } from '../names/nameQueries.ts'
import { useGroupNames, useTopicNames } from '../names/useNames.ts'
import { messageMessages } from './messageMessages.ts'
import css from './message.module.css'

interface Props {
  params: InstanceParams
  value: string
  onChange: (topic: string) => void
  /** The instance serves nobody now: nothing is asked of it. */
  isOff: boolean
  error?: string
}

/** A topic: one of the first, or any name typed. After a `%` the topics that the service keeps for groups are offered. */
export function TopicInput({ params, value, onChange, isOff, error }: Props) {
  const t = useMessages(messageMessages)
  const topics = useTopicNames(params, { enabled: !isOff })
  const isKept = value.startsWith('%')
  const kept = topicRole(value)
  const groups = useGroupNames(params, kept.role === 'ordinary' ? '' : kept.group, { enabled: isKept && !isOff })
  const offered = isKept ? groups.names.flatMap((group) => [deadLetterTopic(group), retryTopic(group)]) : []
  const note = isKept ? groups.note : topics.note
  return (
    <Autocomplete
      size="xs"
      className={css.topic}
      label={t.topic}
      description={note ?? t.topicHelp}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[...new Set([...topics.names, ...offered])]}
      limit={ALL_OFFERED}
      value={value}
      onChange={onChange}
      error={error}
      required
      autoComplete="off"
      spellCheck={false}
    />
  )
}

import { Autocomplete } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMessages } from '~/components/useMessages.ts'
import { deadLetterTopic, retryTopic } from '~/contract/rules/rocketmq.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { messageMessages } from './messageMessages.ts'
import { groupNamesQuery, topicNamesQuery } from './messageReads.ts'
import css from './message.module.css'

interface Props {
  params: InstanceParams
  value: string
  onChange: (topic: string) => void
  error?: string
}

/** A topic: one of the list, or any name typed. After a `%` the topics that the service keeps for groups are offered. */
export function TopicInput({ params, value, onChange, error }: Props) {
  const t = useMessages(messageMessages)
  const topics = useQuery(topicNamesQuery(params))
  const isKept = value.startsWith('%')
  const groups = useQuery({ ...groupNamesQuery(params), enabled: isKept })
  const kept = isKept ? (groups.data ?? []).flatMap((group) => [deadLetterTopic(group), retryTopic(group)]) : []
  return (
    <Autocomplete
      size="xs"
      className={css.topic}
      label={t.topic}
      description={topics.isError ? t.topicsFailed : t.topicHelp}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[...new Set([...(topics.data ?? []), ...kept])]}
      limit={50}
      value={value}
      onChange={onChange}
      error={error}
      required
      autoComplete="off"
      spellCheck={false}
    />
  )
}

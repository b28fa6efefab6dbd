import { Link } from 'react-router'
import { Bytes } from '~/components/Bytes.tsx'
import type { Column } from '~/components/column.ts'
import { NumberText } from '~/components/NumberText.tsx'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Message } from '~/contract/rocketmq/generated/types.ts'
import { rocketmqPaths, type InstanceParams } from '~/paths/rocketmq.ts'
import { keysOf, tagOf, uniqueKeyOf } from './messageFields.ts'
import { messageMessages } from './messageMessages.ts'
import css from './message.module.css'

/** Columns of a list of messages; `topic` is where they were looked for. */
export function useMessageColumns(params: InstanceParams, topic: string): Column<Message>[] {
  const { columns: t } = useMessages(messageMessages)
  return [
    {
      id: 'msg_id',
      label: t.id,
      mono: true,
      cell: (message) =>
        message.msg_id ? (
          <Link to={rocketmqPaths.message({ ...params, topic: message.topic ?? topic, msg_id: message.msg_id })}>
            {message.msg_id}
          </Link>
        ) : (
          '–'
        ),
      value: (message) => message.msg_id,
      filter: 'text',
    },
    {
      id: 'store_timestamp',
      label: t.stored,
      cell: (message) => <Time at={message.store_timestamp} show="exact" millis />,
      value: (message) => message.store_timestamp,
      filter: 'time',
    },
    {
      id: 'keys',
      label: t.key,
      mono: true,
      cell: (message) => <Short text={keysOf(message).join(' ')} />,
      value: (message) => keysOf(message).join(' ') || undefined,
      filter: 'text',
    },
    { id: 'tags', label: t.tag, cell: (message) => <Short text={tagOf(message)} />, value: tagOf, filter: 'text' },
    {
      id: 'store_size',
      label: t.size,
      align: 'right',
      cell: (message) => <Bytes value={message.store_size} />,
      value: (message) => message.store_size,
      filter: 'number',
    },
    {
      id: 'queue_id',
      label: t.queue,
      align: 'right',
      cell: (message) => <NumberText value={message.queue_id} />,
      value: (message) => message.queue_id,
      filter: 'number',
    },
    {
      id: 'queue_offset',
      label: t.offset,
      align: 'right',
      cell: (message) => <NumberText value={message.queue_offset} />,
      value: (message) => message.queue_offset,
      filter: 'number',
    },
    {
      id: 'reconsume_times',
      label: t.retries,
      align: 'right',
      cell: (message) => <NumberText value={message.reconsume_times} />,
      value: (message) => message.reconsume_times,
      filter: 'number',
    },
    {
      id: 'born_host',
      label: t.bornHost,
      mono: true,
      cell: (message) => message.born_host ?? '–',
      value: (message) => message.born_host,
      filter: 'text',
    },
    {
      id: 'born_timestamp',
      label: t.born,
      hidden: true,
      cell: (message) => <Time at={message.born_timestamp} show="exact" millis />,
      value: (message) => message.born_timestamp,
      filter: 'time',
    },
    {
      id: 'store_host',
      label: t.storeHost,
      hidden: true,
      mono: true,
      cell: (message) => message.store_host ?? '–',
      value: (message) => message.store_host,
      filter: 'text',
    },
    {
      id: 'uniq_key',
      label: t.uniqueKey,
      hidden: true,
      mono: true,
      cell: (message) => uniqueKeyOf(message) ?? '–',
      value: uniqueKeyOf,
      filter: 'text',
    },
  ]
}

/** A text of any length in a cell. */
function Short({ text }: { text: string | undefined }) {
  return text ? (
    <span className={css.short} title={text}>
      {text}
    </span>
  ) : (
    '–'
  )
}

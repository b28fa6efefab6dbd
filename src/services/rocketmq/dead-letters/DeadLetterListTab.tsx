import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Link, useSearchParams } from 'react-router'
import { query } from '~/api/query.ts'
import { Button } from '~/components/Button.tsx'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { Message } from '~/contract/rocketmq/generated/types.ts'
import { deadLetterTopic, instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type GroupParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useMessageColumns } from '../messages/messageColumns.tsx'
import { messageKey } from '../messages/messageFields.ts'
import { topicHoldsQuery } from '../messages/messageReads.ts'
import {
  parseSearch,
  searchProblems,
  toMessageArgs,
  writeSearch,
  type MessageArgs,
  type MessageSearch,
  type Preset,
} from '../messages/messageSearch.ts'
import { RangeFields } from '../messages/RangeFields.tsx'
import { topicHolds } from '../messages/topicHolds.ts'
import { TruncatedNote } from '../messages/TruncatedNote.tsx'
import { useMessageList } from '../messages/useMessageList.ts'
import { isTopicMissing } from './deadLetterExport.ts'
import { DeadLetterExportDialog } from './DeadLetterExportDialog.tsx'
import { deadLetterMessages } from './deadLetterMessages.ts'
import css from '../messages/message.module.css'

const ranges: readonly Preset[] = ['24h', '3d', '7d']

/** What a consumer group gave up on: looked at, selected, exported. */
export default function DeadLetterListTab() {
  const t = useMessages(deadLetterMessages)
  const params = useRouteParams<GroupParams>()
  const { instance, reason } = useInstance()
  const [address, setAddress] = useSearchParams()
  const [openedAt] = useState(Date.now)
  const topic = deadLetterTopic(params.group)
  const search: MessageSearch = { ...parseSearch(address, '3d'), topic, by: 'time' }
  const group = useQuery(query(rocketmq.getConsumerGroup, params)).data
  const refusal = reason(instanceCan.readMessages(instance))
  const args = refusal === undefined ? toMessageArgs(search, openedAt) : undefined
  const handleSearch = (next: MessageSearch) =>
    setAddress((before) => {
      const written = writeSearch(next, Date.now(), before)
      // The group of the path says which topic it is.
      written.delete('topic')
      return written
    })
  return (
    <>
      <p className={css.note}>
        {group?.retry_max_time === undefined ? t.introUnknown : t.intro(String(group.retry_max_time))}{' '}
        <Link to={rocketmqPaths.topic({ ...params, topic })}>
          <code>{topic}</code>
        </Link>
        {t.introEnd}
        {t.noResend}
      </p>
      {refusal === undefined ? (
        <>
          <RangeForm key={`${search.range} ${search.start} ${search.end}`} search={search} onSearch={handleSearch} />
          {args ? <DeadLetters params={params} args={args} /> : null}
        </>
      ) : (
        <EmptyState title={refusal} />
      )}
    </>
  )
}

function RangeForm({ search, onSearch }: { search: MessageSearch; onSearch: (search: MessageSearch) => void }) {
  const t = useMessages(deadLetterMessages)
  const [draft, setDraft] = useState(search)
  const [tried, setTried] = useState(false)
  const problems = searchProblems(draft)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(problems).length === 0) onSearch(draft)
  }
  return (
    <form className={css.form} aria-label={t.rangeForm} onSubmit={handleSubmit} noValidate>
      <div className={css.line}>
        <RangeFields
          presets={ranges}
          value={draft}
          onChange={(range) => setDraft((now) => ({ ...now, start: undefined, end: undefined, ...range }))}
          problems={tried ? problems : {}}
        />
        <div className={css.submit}>
          <Button type="submit">{t.show}</Button>
        </div>
      </div>
    </form>
  )
}

function DeadLetters({ params, args }: { params: GroupParams; args: MessageArgs }) {
  const t = useMessages(deadLetterMessages)
  const found = useMessageList(params, args)
  const columns = useMessageColumns(params, args.topic)
  const [exported, setExported] = useState<Message[]>()
  const status = useQuery(topicHoldsQuery({ ...params, topic: args.topic })).data
  const isNone = isTopicMissing(found.error)
  const list = isNone
    ? { ...found, rows: [], scope: 'all' as const, complete: true, total: 0, isLoading: false, error: undefined }
    : found
  const stored = status && topicHolds(status).messages
  return (
    <>
      <TruncatedNote truncated={found.truncated} />
      <DataTable
        label={t.title}
        list={list}
        columns={columns}
        rowKey={messageKey}
        bulkActions={[{ id: 'export', label: t.export, onSelect: setExported }]}
        empty={
          isNone || stored === 0n ? (
            <EmptyState title={t.none}>{isNone ? t.noneText : null}</EmptyState>
          ) : (
            <EmptyState title={t.empty}>
              {stored === undefined ? null : t.emptyText(formatNumber(stored) ?? '')}
            </EmptyState>
          )
        }
      />
      {exported ? (
        <DeadLetterExportDialog
          params={params}
          topic={args.topic}
          rows={exported}
          onClose={() => setExported(undefined)}
        />
      ) : null}
    </>
  )
}

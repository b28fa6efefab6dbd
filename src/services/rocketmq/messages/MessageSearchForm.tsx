import { SegmentedControl, TextInput } from '@mantine/core'
import { useId, useState, type FormEvent } from 'react'
import { ActionButton } from '~/components/ActionButton.tsx'
import { Button } from '~/components/Button.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { messageMessages } from './messageMessages.ts'
import { searchProblems, type MessageSearch, type Preset, type SearchBy } from './messageSearch.ts'
import { RangeFields } from './RangeFields.tsx'
import { TopicInput } from './TopicInput.tsx'
// The moving background of a segmented control.
import css from './message.module.css'

const ranges: readonly Preset[] = ['15m', '1h', '24h', '3d']

interface Props {
  params: InstanceParams
  /** The search of the address. */
  search: MessageSearch
  onSearch: (search: MessageSearch) => void
  disabledReason?: string
}

/** Asks what to look for; only a complete search is handed on. */
export function MessageSearchForm({ params, search, onSearch, disabledReason }: Props) {
  const t = useMessages(messageMessages)
  const id = useId()
  const [draft, setDraft] = useState(search)
  const [tried, setTried] = useState(false)
  const [round, setRound] = useState(0)
  const address = JSON.stringify(search)
  const [seen, setSeen] = useState(address)
  if (seen !== address) {
    // Back, forward, or a link: the form shows what the list shows.
    setSeen(address)
    setDraft(search)
    setTried(false)
    setRound(round + 1)
  }
  const problems = searchProblems(draft)
  const shown = tried ? problems : {}
  const change = (part: Partial<MessageSearch>) => setDraft((now) => ({ ...now, ...part }))
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (disabledReason === undefined && Object.keys(problems).length === 0) onSearch(draft)
  }
  const word = (field: keyof typeof problems) => shown[field] && t.problems[shown[field]]
  return (
    <form className={css.form} aria-label={t.searchForm} onSubmit={handleSubmit} noValidate>
      <div className={css.line}>
        <TopicInput
          params={params}
          value={draft.topic}
          onChange={(topic) => change({ topic })}
          isOff={disabledReason !== undefined}
          error={word('topic')}
        />
        <fieldset className={css.group}>
          <legend className={css.legend} id={id}>
            {t.by}
          </legend>
          <SegmentedControl
            size="xs"
            aria-labelledby={id}
            value={draft.by}
            onChange={(by) => change({ by: by as SearchBy })}
            data={[
              { value: 'time', label: t.byTime },
              { value: 'id', label: t.byId },
              { value: 'key', label: t.byKey },
            ]}
          />
        </fieldset>
        {draft.by === 'id' ? (
          <TextInput
            size="xs"
            className={css.text}
            label={t.byId}
            value={draft.msg_id}
            onChange={(event) => change({ msg_id: event.currentTarget.value })}
            error={word('msg_id')}
            required
            autoComplete="off"
            spellCheck={false}
          />
        ) : null}
        {draft.by === 'key' ? (
          <TextInput
            size="xs"
            className={css.text}
            label={t.byKey}
            value={draft.key}
            onChange={(event) => change({ key: event.currentTarget.value })}
            error={word('key')}
            required
            autoComplete="off"
            spellCheck={false}
          />
        ) : null}
        {draft.by === 'id' ? null : (
          <RangeFields
            key={round}
            presets={ranges}
            value={draft}
            onChange={(range) => setDraft((now) => ({ ...now, start: undefined, end: undefined, ...range }))}
            problems={shown}
          />
        )}
        <div className={css.submit}>
          {disabledReason === undefined ? (
            <Button type="submit" variant="filled">
              {t.search}
            </Button>
          ) : (
            <ActionButton disabledReason={disabledReason}>{t.search}</ActionButton>
          )}
        </div>
      </div>
    </form>
  )
}

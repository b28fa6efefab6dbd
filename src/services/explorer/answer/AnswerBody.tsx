import { useState } from 'react'
import { Details } from '~/components/Details.tsx'
import { TextView } from '~/components/TextView.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { stringifyJson } from '~/lib/json.ts'
import type { Ran } from '../operation/useRun.ts'
import { ViewTabs } from '../ViewTabs.tsx'
import css from './Answer.module.css'
import { AnswerDifferences } from './AnswerDifferences.tsx'
import { answerMessages } from './answerMessages.ts'
import { AnswerTable } from './AnswerTable.tsx'
import { AnswerTree } from './AnswerTree.tsx'
import type { Origin } from './targets.ts'
import { kindOf } from './treeRows.ts'

/** Characters of raw text that a page draws without getting slow. */
const MAX_TEXT = 300_000

interface Props {
  connection: string
  origin: Origin
  ran: Ran
}

type View = 'table' | 'tree' | 'raw' | 'headers' | 'differences'

/** The answer in the form that one asks for; only that one is drawn. */
export function AnswerBody({ connection, origin, ran }: Props) {
  const t = useMessages(answerMessages)
  const { list } = origin.operation
  const hasBody = ran.result !== undefined && !(ran.result instanceof Blob)
  const views: View[] = hasBody
    ? [...(list ? ['table' as const] : []), 'tree', 'raw', 'headers', 'differences']
    : ['headers']
  const [chosen, setChosen] = useState<View>(views[0] ?? 'headers')
  const view = views.includes(chosen) ? chosen : (views[0] ?? 'headers')
  return (
    <ViewTabs label={t.views} views={views.map((id) => ({ id, label: t[id] }))} current={view} onChange={setChosen}>
      <Body view={view} connection={connection} origin={origin} ran={ran} />
    </ViewTabs>
  )
}

function Body({ view, connection, origin, ran }: Props & { view: View }) {
  const t = useMessages(answerMessages)
  switch (view) {
    case 'table':
      return origin.operation.list ? (
        <AnswerTable connection={connection} origin={origin} list={origin.operation.list} />
      ) : null
    case 'tree':
      return kindOf(ran.result) === 'leaf' ? (
        <TextView text={stringifyJson(ran.result)} label={t.title} />
      ) : (
        <AnswerTree connection={connection} origin={origin} />
      )
    case 'raw':
      return <RawText value={ran.result} />
    case 'headers':
      return (
        <Details
          label={t.headers}
          rows={[...ran.answer.headers].map(([name, value]) => ({ label: name, value, mono: true }))}
        />
      )
    case 'differences':
      return <AnswerDifferences connection={connection} operation={origin.operation} now={ran} />
  }
}

function RawText({ value }: { value: unknown }) {
  const t = useMessages(answerMessages)
  const text = stringifyJson(value, 2)
  return (
    <>
      {text.length > MAX_TEXT ? <p className={css.info}>{t.cut}</p> : null}
      <div className={css.raw}>
        <TextView text={text.slice(0, MAX_TEXT)} copy={text} label={t.title} />
      </div>
    </>
  )
}

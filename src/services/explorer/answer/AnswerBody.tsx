import { useState } from 'react'
import { TextView } from '~/components/TextView.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { stringifyJson } from '~/lib/json.ts'
import type { Ran } from '../operation/useRun.ts'
import { ViewTabs } from '../ViewTabs.tsx'
import { AnswerDifferences } from './AnswerDifferences.tsx'
import { answerMessages } from './answerMessages.ts'
import { AnswerTable } from './AnswerTable.tsx'
import { AnswerTree } from './AnswerTree.tsx'
import { HeaderList } from './HeaderList.tsx'
import { RawText } from './RawText.tsx'
import type { Origin } from './targets.ts'
import { kindOf } from './treeRows.ts'

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
      return <RawText text={ran.answer.text} />
    case 'headers':
      return <HeaderList headers={ran.answer.headers} />
    case 'differences':
      return <AnswerDifferences connection={connection} operation={origin.operation} now={ran} />
  }
}

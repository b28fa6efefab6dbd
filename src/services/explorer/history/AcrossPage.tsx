import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { requestsQuery } from '~/api/keptRequests.ts'
import { connectionsQuery } from '~/api/session.ts'
import { Button } from '~/components/Button.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { PageSkeleton } from '~/components/PageSkeleton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection } from '~/contract/console.ts'
import type { SavedRequest } from '~/contract/requests.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import css from '../Explorer.module.css'
import { factsQuery } from '../input/facts.ts'
import { AnswersSideBySide } from './AnswersSideBySide.tsx'
import { historyMessages } from './historyMessages.ts'
import { useAcross } from './useAcross.ts'

const none: readonly Connection[] = []

/** A saved read, asked of several connections; the answers stand side by side. */
export default function AcrossPage() {
  const t = useMessages(historyMessages)
  const { connection = '', saved: id } = useParams()
  const { data: kept, error, refetch } = useQuery(requestsQuery)
  const request = kept?.saved.find((one) => one.id === id)
  if (request) return <Across request={request} />
  if (error && !kept) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!kept) return <PageSkeleton />
  return (
    <>
      <PageHeader title={t.acrossUnknown} />
      <EmptyState
        title={t.noSavedText}
        action={<Button to={explorerPaths.saved({ connection })}>{t.toCatalogue}</Button>}
      />
    </>
  )
}

function Across({ request }: { request: SavedRequest }) {
  const t = useMessages(historyMessages)
  const { connection = '' } = useParams()
  const facts = useQuery(factsQuery(request.family))
  const known = useQuery(connectionsQuery)
  const connections = known.data ?? none
  const [search, setSearch] = useSearchParams()
  // The choice stands in the address: a reload or a copied link asks the same ones.
  const chosen = search.has('on') ? search.getAll('on') : [connection]
  const choose = (id: string, isOn: boolean) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now)
        next.delete('on')
        const ids = isOn ? [...chosen, id] : chosen.filter((other) => other !== id)
        // None is a choice too.
        for (const one of ids.length > 0 ? ids : ['']) next.append('on', one)
        return next
      },
      { replace: true },
    )
  const asked = connections.filter((one) => chosen.includes(one.id))
  const operation = facts.data?.operations[request.operationId]
  const across = useAcross(operation, request.args)
  if (facts.error) return <ErrorState error={facts.error} onRetry={() => void facts.refetch()} />
  if (known.error && !known.data) return <ErrorState error={known.error} onRetry={() => void known.refetch()} />
  if (!facts.data || !known.data) return <PageSkeleton />
  if (!operation || operation.risk !== 'none') return <EmptyState title={t.onlyReads} />
  return (
    <>
      <PageHeader title={t.across(request.name)} facts={[{ label: t.id, value: <code>{operation.id}</code> }]} />
      <form
        className={css.choices}
        onSubmit={(event) => {
          event.preventDefault()
          across.ask(asked.map((one) => one.id))
        }}
      >
        <fieldset>
          <legend>{t.chooseConnections}</legend>
          {connections.map((one) => (
            <Checkbox
              key={one.id}
              label={`${one.name} · ${one.region}`}
              checked={chosen.includes(one.id)}
              onChange={(event) => choose(one.id, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
        <Button type="submit" variant="filled" disabled={asked.length === 0} loading={across.isAsking}>
          {t.run(asked.length)}
        </Button>
      </form>
      <AnswersSideBySide
        operation={operation}
        facts={facts.data}
        args={request.args}
        answers={across.answers}
        connections={connections}
      />
    </>
  )
}

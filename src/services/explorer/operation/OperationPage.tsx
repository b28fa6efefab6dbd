import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams, useSearchParams } from 'react-router'
import { requestsQuery } from '~/api/keptRequests.ts'
import { pickArgs } from '~/api/request.ts'
import { queryClient } from '~/api/queryClient.ts'
import { Button } from '~/components/Button.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { PageSkeleton } from '~/components/PageSkeleton.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { families, type Family } from '~/contract/types.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { engineOf } from '../engine.ts'
import { factsQuery } from '../input/facts.ts'
import { initialInput } from '../input/initialValue.ts'
import { operationMessages } from './operationMessages.ts'
import { OperationView } from './OperationView.tsx'
import { useGivenValues } from './useGivenValues.ts'

const familyOf = (name: string | undefined): Family | undefined => families.find((one) => one === name)

export function prepare({ params, url }: PageAddress): void {
  const family = familyOf(params['family'])
  if (family) void queryClient.prefetchQuery(factsQuery(family))
  const { searchParams } = new URL(url)
  if (searchParams.has('past') || searchParams.has('saved')) void queryClient.prefetchQuery(requestsQuery)
}

/** One operation of the contract: its form, its request, its answer. The address may hold values for the form. */
export default function OperationPage() {
  const { family: name, operationId = '' } = useParams()
  const family = familyOf(name)
  return family ? <Loaded family={family} operationId={operationId} /> : <Unknown id={`${name ?? ''} ${operationId}`} />
}

function Loaded({ family, operationId }: { family: Family; operationId: string }) {
  const t = useMessages(operationMessages)
  const { connection = '' } = useParams()
  const [search] = useSearchParams()
  const facts = useQuery(factsQuery(family))
  const { part, values, problem, isShared, isCut, isHeld, moved, waiting } = useGivenValues(search)
  if (facts.error) return <ErrorState error={facts.error} onRetry={() => void facts.refetch()} />
  if (waiting?.error) return <ErrorState error={waiting.error} onRetry={waiting.retry} />
  if (moved !== undefined) return <Navigate to={moved} replace />
  if (!facts.data || waiting) return <PageSkeleton />
  const operation = facts.data.operations[operationId]
  const entry = facts.data.catalogue.find((one) => one.id === operationId)
  if (!operation || !entry) return <Unknown id={operationId} />
  const start = initialInput(operation, facts.data)
  const initial = values ? { args: { ...start.args, ...pickArgs(operation, values) } } : start
  const note = problem
    ? t.givenProblems[problem]
    : isCut
      ? t.bodyCut
      : isHeld
        ? t.callHeld
        : isShared && operation.risk !== 'none'
          ? t.sharedBy
          : undefined
  return (
    <OperationView
      key={`${connection} ${family} ${operationId} ${part}`}
      connection={connection}
      operation={operation}
      entry={entry}
      facts={facts.data}
      initial={initial}
      initialEngine={(values && engineOf(values)) ?? ''}
      note={note}
    />
  )
}

function Unknown({ id }: { id: string }) {
  const t = useMessages(operationMessages)
  const { connection = '' } = useParams()
  return (
    <>
      <PageHeader title={t.unknown(id)} />
      <EmptyState
        title={t.unknownText}
        action={<Button to={explorerPaths.find({ connection })}>{t.toCatalogue}</Button>}
      />
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { useParams } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { useLocalList } from '~/api/useLocalList.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { serviceNames } from '~/components/serviceNames.ts'
import { useMessages } from '~/components/useMessages.ts'
import { serviceFamilies } from '~/paths/services.ts'
import { ExplorerTabs } from '../ExplorerTabs.tsx'
import css from '../Explorer.module.css'
import { explorerMessages } from '../explorerMessages.ts'
import { allOperationsQuery, type ListedOperation } from './catalogueQuery.ts'
import { findColumns } from './findColumns.tsx'
import { findMessages } from './findMessages.ts'
import { ScreensNote } from './ScreensNote.tsx'
import { useChosenService } from './useChosenService.ts'

const keyOf = (operation: ListedOperation) => `${operation.family}.${operation.id}`
const none: readonly ListedOperation[] = []

export function prepare(): void {
  void queryClient.prefetchQuery(allOperationsQuery)
}

/** Every operation of every family; what is looked for stands in the address. Cut down to a service it is its page. */
export default function FindPage() {
  const t = useMessages(findMessages)
  const shared = useMessages(explorerMessages)
  const names = useMessages(serviceNames)
  const service = useChosenService()
  const { connection = '' } = useParams()
  const result = useQuery(allOperationsQuery)
  const operations = result.data ?? none
  // Part of the app, so its age says nothing.
  const list = useLocalList({ ...result, dataUpdatedAt: 0 })
  const families = service && serviceFamilies[service]
  const count = families ? operations.filter(({ family }) => families.includes(family)).length : operations.length
  const columns = useMemo(() => findColumns({ t, shared }, connection, operations), [t, shared, connection, operations])
  const body = useRef<HTMLDivElement>(null)
  // What was in the filter when Enter was pressed: the table follows the typing a moment later.
  const wanted = useRef<string>(undefined)
  const openWanted = () => {
    if (wanted.current === undefined || wanted.current !== list.view.q || list.isLoading) return
    wanted.current = undefined
    // The link of the first row, as the table has sorted and filtered it.
    body.current?.querySelector<HTMLAnchorElement>('tbody a[href]')?.click()
  }
  useEffect(openWanted)
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'search') return
    wanted.current = event.key === 'Enter' && !event.nativeEvent.isComposing ? event.target.value : undefined
    openWanted()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the filter inside
    <div ref={body} onKeyDown={handleKey}>
      <PageHeader title={service ? names[service] : shared.title} />
      <ExplorerTabs />
      <p className={css.about}>
        {t.about(count)} {t.enter}
      </p>
      <ScreensNote connection={connection} filters={list.view.filters} name={service && names[service]} />
      <DataTable
        list={list}
        columns={columns}
        rowKey={keyOf}
        label={shared.operations}
        empty={<EmptyState title={t.none} />}
      />
    </div>
  )
}

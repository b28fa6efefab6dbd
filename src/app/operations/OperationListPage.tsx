import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useParams, type LoaderFunctionArgs } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { serviceMessages, services } from '../services.ts'
import { catalogueQuery, type ListedOperation } from './catalogueQuery.ts'
import { operationColumns } from './operationColumns.tsx'
import { OperationFacts } from './OperationFacts.tsx'
import classes from './Operations.module.css'
import { operationsMessages } from './operationsMessages.ts'
import { useLocalList } from '~/api/useLocalList.ts'

const keyOf = (operation: ListedOperation) => `${operation.family}.${operation.id}`
const showFacts = (operation: ListedOperation) => <OperationFacts operation={operation} />
const serviceOf = (id: string | undefined) => services.find((one) => one.id === id)

export function loader({ params }: LoaderFunctionArgs): null {
  const service = serviceOf(params['service'])
  if (service) void queryClient.prefetchQuery(catalogueQuery(service.families))
  return null
}

/** Every operation of a service, as the contract describes it. */
export default function OperationListPage() {
  const t = useMessages(operationsMessages)
  const names = useMessages(serviceMessages)
  const { connection = '', service: id } = useParams()
  const service = serviceOf(id)
  const result = useQuery({ ...catalogueQuery(service?.families ?? []), enabled: service !== undefined })
  // Part of the app, so its age says nothing.
  const list = useLocalList({ ...result, dataUpdatedAt: 0 })
  const columns = useMemo(() => operationColumns(t, result.data ?? []), [t, result.data])
  if (!service)
    return (
      <>
        <PageHeader title={t.unknownService} />
        <p>{t.unknownServiceText}</p>
      </>
    )
  const screens = service.links.find((link) => link.label !== 'operations')
  return (
    <>
      <PageHeader title={t.title(names[service.id])} />
      {screens ? (
        <p className={classes.about}>
          {t.hasScreens} <Link to={screens.to({ connection })}>{t.toScreens}</Link>
        </p>
      ) : (
        <div className={classes.notice}>
          <b>{t.noScreens(names[service.id])}</b>
          <p>{t.noScreensText}</p>
        </div>
      )}
      <DataTable
        list={list}
        columns={columns}
        rowKey={keyOf}
        label={t.title(names[service.id])}
        expand={showFacts}
        empty={<EmptyState title={t.none} />}
      />
    </>
  )
}

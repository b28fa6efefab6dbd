import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCurrentConnection } from '~/api/useCurrentConnection.ts'
import { toCurl, type RequestPreviewData } from '~/components/curl.ts'
import { TextView } from '~/components/TextView.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Operation } from '~/contract/types.ts'
import { ViewTabs } from '../ViewTabs.tsx'
import css from './Operation.module.css'
import { endpointOf, servicesQuery } from './endpoint.ts'
import { operationMessages } from './operationMessages.ts'
import { requestTextOf } from './preview.ts'
import { loadSdkMethods, sdkCall } from './sdkCall.ts'

interface Props {
  operation: Operation
  request: RequestPreviewData
  args: Record<string, unknown>
}

const tabs = ['http', 'curl', 'node', 'python'] as const
type Tab = (typeof tabs)[number]

/** The exact request, before it is sent: as HTTP, as curl, as a call of the vendor's SDKs. No credentials, no secrets. */
export function RequestPane({ operation, request, args }: Props) {
  const t = useMessages(operationMessages)
  const connection = useCurrentConnection()
  const [tab, setTab] = useState<Tab>('http')
  const { data: services } = useQuery(servicesQuery)
  const isSdk = tab === 'node' || tab === 'python'
  const { data: methods } = useQuery({
    queryKey: ['contract', operation.family, 'sdk'],
    queryFn: () => loadSdkMethods(operation.family),
    staleTime: Infinity,
    enabled: isSdk,
  })
  const call = isSdk && methods ? sdkCall(tab, operation, methods[operation.id], args) : undefined
  return (
    <section className={css.preview} aria-label={t.request}>
      <ViewTabs label={t.previewTabs} views={tabs.map((id) => ({ id, label: t[id] }))} current={tab} onChange={setTab}>
        {tab === 'http' ? (
          <>
            <TextView
              text={requestTextOf(request, endpointOf(operation, connection, services), connection?.projectId)}
              label={t.request}
            />
            <p className={css.hint}>{t.login}</p>
          </>
        ) : null}
        {tab === 'curl' ? <TextView text={toCurl(request)} label={t.curl} /> : null}
        {isSdk && methods ? (
          call ? (
            <TextView text={call} label={t[tab]} />
          ) : (
            <p className={css.hint}>{t.noSdk}</p>
          )
        ) : null}
      </ViewTabs>
    </section>
  )
}

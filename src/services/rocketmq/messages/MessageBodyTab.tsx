import { Checkbox, SegmentedControl } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { Button } from '~/components/Button.tsx'
import { saveBlob } from '~/components/csv.ts'
import { EmptyState } from '~/components/EmptyState.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import type { MessageParams } from '~/paths/rocketmq.ts'
import { bodyMessages } from './bodyMessages.ts'
import { BodyView, type BodyViewName } from './BodyView.tsx'
import { checksumMatches, detectBody, fromBase64, toBytes } from './messageBody.ts'
import { messageQuery } from './messageReads.ts'
// The moving background of a segmented control.
import css from './message.module.css'

const views: readonly BodyViewName[] = ['text', 'json', 'hex', 'base64']
const standard = { empty: 'text', json: 'json', text: 'text', binary: 'hex' } as const
const extensions = { empty: 'txt', json: 'json', text: 'txt', binary: 'bin' } as const

/** What is in the message, in the form that fits; other forms are one click away. */
export default function MessageBodyTab() {
  const t = useMessages(bodyMessages)
  const params = useRouteParams<MessageParams>()
  const [address, setAddress] = useSearchParams()
  const message = useSuspenseQuery(messageQuery(params)).data.messages?.[0]
  const raw = message?.body
  const isDecoded = address.get('decode') === 'base64'
  const { source, decoded, bytes, facts } = useMemo(() => {
    const facts1 = detectBody(raw ?? '')
    const decoded1 = isDecoded && facts1.isBase64 ? fromBase64(raw ?? '') : undefined
    const text = decoded1 ? new TextDecoder().decode(decoded1) : (raw ?? '')
    return {
      source: facts1,
      decoded: decoded1,
      bytes: decoded1 ?? toBytes(raw ?? ''),
      facts: { text, ...(decoded1 ? detectBody(text) : facts1) },
    }
  }, [raw, isDecoded])
  if (raw === undefined) return <EmptyState title={t.absent} />
  if (raw === '') return <EmptyState title={t.empty} />
  const asked = views.find((name) => name === address.get('view'))
  const view = asked ?? standard[facts.kind]
  const change = (name: string, value: string | undefined) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === undefined) next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  const isIntact = checksumMatches(toBytes(raw), message?.body_crc)
  return (
    <>
      <div className={css.toolbar}>
        <SegmentedControl
          size="xs"
          aria-label={t.view}
          value={view}
          onChange={(name) => change('view', name)}
          data={views.map((name) => ({ value: name, label: t.views[name] }))}
        />
        <span>
          {t.kinds[facts.kind]} · {t.bytes(formatNumber(bytes.length) ?? '')}
        </span>
        {source.isBase64 ? (
          <Checkbox
            size="xs"
            label={t.decode}
            checked={decoded !== undefined}
            onChange={(event) => change('decode', event.currentTarget.checked ? 'base64' : undefined)}
          />
        ) : null}
        <Button
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => saveBlob(`${params.msg_id}.${extensions[facts.kind]}`, new Blob([bytes]))}
        >
          {t.download}
        </Button>
      </div>
      <BodyView view={view} text={facts.text} bytes={bytes} isJson={facts.kind === 'json'} />
      {/* With a checksum that fits, the producer itself has sent these characters. */}
      {source.replaced > 0 && isIntact !== true ? (
        <p className={css.warn}>{t.replaced(formatNumber(source.replaced) ?? '')}</p>
      ) : null}
      {isIntact === undefined ? null : <p className={css.note}>{isIntact ? t.intact : t.changed}</p>}
    </>
  )
}

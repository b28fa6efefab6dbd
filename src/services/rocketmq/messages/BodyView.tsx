import { useMemo } from 'react'
import { HexView } from '~/components/HexView.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { TextView } from '~/components/TextView.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { bodyMessages } from './bodyMessages.ts'
import { firstPart, toBase64 } from './messageBody.ts'
import { prettyJson } from './prettyJson.ts'
import css from './message.module.css'

export type BodyViewName = 'text' | 'json' | 'hex' | 'base64'

/** Characters drawn at once: more makes the browser slow, and nobody reads on. */
const LIMIT = 64 * 1024

interface Props {
  view: BodyViewName
  text: string
  bytes: Uint8Array
  isJson: boolean
}

/** A body in one of its forms; a long one begins, and says how long it is. */
export function BodyView({ view, text, bytes, isJson }: Props) {
  const t = useMessages(bodyMessages)
  const all = useMemo(() => {
    if (view === 'json') return isJson ? prettyJson(text) : text
    return view === 'base64' ? toBase64(bytes) : text
  }, [view, text, bytes, isJson])
  if (view === 'hex') return <HexView bytes={bytes} label={t.body} limit={16 * 1024} />
  const part = firstPart(all, LIMIT)
  return (
    <>
      {view === 'json' && !isJson ? <p className={css.note}>{t.notJson}</p> : null}
      <TextView text={part.text} copy={all} label={t.body} />
      {part.cut ? (
        <p className={css.note}>{t.first(formatNumber(part.text.length) ?? '', formatNumber(all.length) ?? '')}</p>
      ) : null}
    </>
  )
}

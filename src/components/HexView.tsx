import { commonMessages } from './commonMessages.ts'
import { hexDump } from './hex.ts'
import { formatNumber } from './numbers.ts'
import { TextView } from './TextView.tsx'
import { useMessages } from './useMessages.ts'
import css from './TextView.module.css'

/** Bytes as a hex dump; says so when it shows only the first of them. */
export function HexView({ bytes, label, limit = 4096 }: { bytes: Uint8Array; label: string; limit?: number }) {
  const t = useMessages(commonMessages)
  if (bytes.length === 0) return <p className={css.note}>{t.noBytes}</p>
  return (
    <>
      <TextView text={hexDump(bytes, limit)} label={label} />
      {bytes.length > limit ? (
        <p className={css.note}>{t.bytesShown(formatNumber(limit) ?? '', formatNumber(bytes.length) ?? '')}</p>
      ) : null}
    </>
  )
}

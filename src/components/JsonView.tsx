import { stringifyJson } from '~/lib/json.ts'
import { commonMessages } from './commonMessages.ts'
import { TextView } from './TextView.tsx'
import { useMessages } from './useMessages.ts'

/** A value as indented JSON, 64-bit numbers exact. */
export function JsonView({ value, label }: { value: unknown; label?: string }) {
  const t = useMessages(commonMessages)
  return <TextView text={stringifyJson(value, 2)} label={label ?? t.json} />
}

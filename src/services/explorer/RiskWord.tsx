import { useMessages } from '~/components/useMessages.ts'
import type { Risk } from '~/contract/types.ts'
import css from './Explorer.module.css'
import { explorerMessages } from './explorerMessages.ts'

/** How dangerous an operation is, in a word. */
export function RiskWord({ risk }: { risk: Risk }) {
  const t = useMessages(explorerMessages)
  return (
    <span className={css.risk} data-risk={risk}>
      {t.risks[risk]}
    </span>
  )
}

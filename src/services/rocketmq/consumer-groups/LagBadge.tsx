import { formatNumber } from '~/components/numbers.ts'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { lagTones, type LagState } from './groupLag.ts'
import { groupMessages } from './groupMessages.ts'

/** How many messages wait, in the colour and with the words of what that means. */
export function LagBadge({ state, lag }: { state: LagState; lag: bigint | undefined }) {
  const t = useMessages(groupMessages)
  return (
    <StatusBadge
      status={state}
      labels={{ [state]: formatNumber(lag) ?? '–' }}
      facts={{
        [state]: {
          label: t.lagState[state],
          tone: lagTones[state],
          meaning: `${t.lagState[state]}: ${t.lagMeaning[state]}`,
        },
      }}
    />
  )
}

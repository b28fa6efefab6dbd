import { useParams } from 'react-router'
import { useMessages } from '~/components/useMessages.ts'
import { usePageOffers } from '~/components/pageOffers.ts'
import type { PaletteEntry } from './paletteEntry.ts'
import { paletteMessages } from './paletteMessages.ts'

/** What the address names innermost. */
const kinds = { msg_id: 'message', user_name: 'user', group: 'group', topic: 'topic', instance_id: 'instance' } as const

/** What the open page itself offers in its menu and its tabs: the same forms, dialogs and reasons. */
export function usePageOfferEntries(): PaletteEntry[] {
  const t = useMessages(paletteMessages)
  const params = useParams()
  const offers = usePageOffers()
  const named = Object.entries(kinds).find(([parameter]) => params[parameter] !== undefined)
  const kind = named && t.kinds[named[1]]
  const title = offers.find((offer) => offer.title !== undefined)?.title
  const actions = offers.flatMap((offer) => offer.actions)
  return (
    actions
      // A section that is an action of the menu as well.
      .filter(({ to }, index) => to === undefined || actions.findIndex((one) => one.to === to) === index)
      .map((action): PaletteEntry => ({
        id: `page-${action.id}`,
        group: 'page',
        label: action.label,
        detail: [kind, title].filter(Boolean).join(' · '),
        // Chinese puts no space between the two.
        others: `${kind ?? ''} ${title ?? ''} ${action.label.replace('…', '')}${kind ?? ''}`,
        ...(action.to === undefined ? {} : { to: action.to }),
        ...(action.onSelect ? { run: action.onSelect } : {}),
        ...(action.disabledReason === undefined ? {} : { disabledReason: action.disabledReason }),
      }))
  )
}

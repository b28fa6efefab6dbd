import { useEffect, useId, useSyncExternalStore } from 'react'
import { createListeners } from '~/lib/listeners.ts'
import type { Action } from './actions.ts'

/** What a part of the open page offers: the actions of its header, or its tabs. */
export interface PageOffer {
  /** Name of what the page shows, where the part knows it. */
  title?: string
  actions: readonly Action[]
}

const { subscribe, tell } = createListeners()
const byPart = new Map<string, PageOffer>()
let offers: readonly PageOffer[] = []

function change(part: string, offer: PageOffer | undefined): void {
  if (offer) byPart.set(part, offer)
  else byPart.delete(part)
  offers = [...byPart.values()]
  tell()
}

/** Makes known what a part of the page offers, for what stands outside of the page: the palette. */
export function useOffer(offer: PageOffer): void {
  const part = useId()
  // Actions are made anew in each draw.
  useEffect(() => change(part, offer))
  useEffect(() => () => change(part, undefined), [part])
}

/** What the open page offers now, top to bottom. */
export function usePageOffers(): readonly PageOffer[] {
  return useSyncExternalStore(subscribe, () => offers)
}

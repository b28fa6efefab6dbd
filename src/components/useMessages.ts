import { useSyncExternalStore } from 'react'
import { currentLanguage, onLanguageChange, type Language, type Messages } from '~/lib/messages.ts'

/** The current language; the component draws again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, currentLanguage)
}

/** A catalogue in the current language. */
export function useMessages<C>(catalogue: Messages<C>): C {
  return catalogue[useLanguage()] as C
}

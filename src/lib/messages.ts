/**
 * The message catalogue: each resource group keeps its words in a `*Messages.ts` beside its pages, both languages in
 * one typed object, so that a missing or misspelt message is a compile error and no text is loaded that is not shown.
 *
 *   export const topicMessages = messages({
 *     en: { title: 'Topics', deleted: (n: number) => `${n} topics deleted` },
 *     zh: { title: '主题', deleted: (n) => `已删除 ${n} 个主题` },
 *   })
 *
 * In a component: `const t = useMessages(topicMessages)`, then `t.title`, `t.deleted(3)`.
 */
import { createListeners } from './listeners.ts'

export type Language = 'en' | 'zh'
export const languages: readonly Language[] = ['en', 'zh']

type Catalogue = { [key: string]: string | ((...values: never[]) => string) | Catalogue }
/** The same keys with the same parameters, other words. */
type Translation<C> = {
  [K in keyof C]: C[K] extends string
    ? string
    : C[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : Translation<C[K]>
}

export interface Messages<C> {
  en: C
  zh: Translation<C>
}

/** Declares a catalogue; the compiler holds Chinese to the keys and parameters of English. */
export function messages<const C extends Catalogue>(catalogue: {
  en: C
  zh: Translation<C>
}): Messages<Translation<C>> {
  return catalogue as unknown as Messages<Translation<C>>
}

let current: Language = 'en'
const { subscribe, tell } = createListeners()

export function currentLanguage(): Language {
  return current
}

/** Switches the language of the whole app. */
export function setLanguage(language: Language): void {
  current = language
  tell()
}

/** For `useSyncExternalStore`. */
export const onLanguageChange = subscribe

/** The catalogue in the current language, outside of components. */
export function readMessages<C>(catalogue: Messages<C>): C {
  return catalogue[current] as C
}

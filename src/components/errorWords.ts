import { useSyncExternalStore } from 'react'
import type { Problem } from '~/contract/console.ts'
import { currentLanguage, onLanguageChange } from '~/lib/messages.ts'
import type { ErrorWords } from './chineseErrors.ts'

type Words = (problem: Problem) => ErrorWords | undefined

let words: Words | undefined
let loading: Promise<void> | undefined
const listeners = new Set<() => void>()

/** Starts to load the words, for readers of Chinese only; what could not be loaded is tried again with the next failure. */
export async function loadErrorWords(): Promise<void> {
  if (currentLanguage() !== 'zh' || words) return
  loading ??= import('./chineseErrors.ts').then(
    ({ chineseError }) => {
      words = chineseError
      for (const listener of listeners) listener()
    },
    () => {
      loading = undefined
    },
  )
  await loading
}

onLanguageChange(() => void loadErrorWords())
void loadErrorWords()

/** A failure in the language of the reader, where that is not English and its code is known. */
export function translatedError(problem: Problem): ErrorWords | undefined {
  if (currentLanguage() !== 'zh') return undefined
  void loadErrorWords()
  return words?.(problem)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The component draws again when the words have come. */
export function useErrorWords(): void {
  useSyncExternalStore(subscribe, () => words)
}

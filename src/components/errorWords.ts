import { useSyncExternalStore } from 'react'
import type { Problem } from '~/contract/console.ts'
import type { Family } from '~/contract/types.ts'
import { createListeners } from '~/lib/listeners.ts'
import { currentLanguage, onLanguageChange } from '~/lib/messages.ts'
import type { ErrorWords } from './chineseErrors.ts'

type Words = (problem: Problem) => ErrorWords | undefined

let words: Words | undefined
/** How often words have come. */
let arrivals = 0
const { subscribe, tell } = createListeners()

function handleArrival(): void {
  arrivals += 1
  tell()
}

/**
 * Loads our own words, and those of a family of the cloud, for readers of Chinese only. Never fails: what could not be
 * loaded stays English and is tried again with the next failure.
 */
export async function loadErrorWords(family?: Family): Promise<void> {
  if (currentLanguage() !== 'zh') return
  try {
    const { chineseError, loadFamily } = await import('./chineseErrors.ts')
    words = chineseError
    await loadFamily(family, handleArrival)
  } catch {
    // English for now.
  }
}

onLanguageChange(() => void loadErrorWords())
void loadErrorWords()

/** A failure in the language of the reader, where that is not English and its code is known. */
export function translatedError(problem: Problem): ErrorWords | undefined {
  if (currentLanguage() !== 'zh') return undefined
  void loadErrorWords(problem.family)
  return words?.(problem)
}

/** The component draws again when words have come. */
export function useErrorWords(): void {
  useSyncExternalStore(subscribe, () => arrivals)
}

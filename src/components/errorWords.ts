import { useSyncExternalStore } from 'react'
import type { Problem } from '~/contract/console.ts'
import type { Family } from '~/contract/types.ts'
import { currentLanguage, onLanguageChange } from '~/lib/messages.ts'
import type { ErrorWords } from './chineseErrors.ts'

type Words = (problem: Problem) => ErrorWords | undefined

let words: Words | undefined
/** How often words have come. */
let arrivals = 0
const loads = new Map<Family | undefined, Promise<void>>()
const listeners = new Set<() => void>()

async function load(family: Family | undefined): Promise<void> {
  try {
    const { chineseError, loadFamily } = await import('./chineseErrors.ts')
    words = chineseError
    if (family) await loadFamily(family)
    arrivals += 1
  } catch {
    loads.delete(family)
    return
  }
  for (const listener of listeners) listener()
}

/**
 * Loads our own words, and those of a family of the cloud, for readers of Chinese only. Never fails: what could not be
 * loaded stays English and is tried again with the next failure.
 */
export async function loadErrorWords(family?: Family): Promise<void> {
  if (currentLanguage() !== 'zh') return
  const loading = loads.get(family) ?? load(family)
  loads.set(family, loading)
  await loading
}

onLanguageChange(() => void loadErrorWords())
void loadErrorWords()

/** A failure in the language of the reader, where that is not English and its code is known. */
export function translatedError(problem: Problem): ErrorWords | undefined {
  if (currentLanguage() !== 'zh') return undefined
  void loadErrorWords(problem.family)
  return words?.(problem)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The component draws again when words have come. */
export function useErrorWords(): void {
  useSyncExternalStore(subscribe, () => arrivals)
}

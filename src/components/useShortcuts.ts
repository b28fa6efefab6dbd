import { useSyncExternalStore } from 'react'
import { readSetting, writeSetting } from './storage.ts'

const key = 'gantry.shortcuts'
const listeners = new Set<() => void>()

/** Shortcuts of a single key can be switched off: speech input types such keys unasked (WCAG 2.1.4). */
export function shortcutsAreOn(): boolean {
  return readSetting(key) !== 'off'
}

export function setShortcuts(on: boolean): void {
  writeSetting(key, on ? undefined : 'off')
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether shortcuts of a single key are on; the component draws again when that changes. */
export function useShortcuts(): boolean {
  return useSyncExternalStore(subscribe, shortcutsAreOn)
}

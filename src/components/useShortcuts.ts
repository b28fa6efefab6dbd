import { useSyncExternalStore } from 'react'
import { createListeners } from '~/lib/listeners.ts'
import { readSetting, writeSetting } from './storage.ts'

const key = 'gantry.shortcuts'
const { subscribe, tell } = createListeners()

/** Shortcuts of a single key can be switched off: speech input types such keys unasked (WCAG 2.1.4). */
export function shortcutsAreOn(): boolean {
  return readSetting(key) !== 'off'
}

export function setShortcuts(on: boolean): void {
  writeSetting(key, on ? undefined : 'off')
  tell()
}

/** Whether shortcuts of a single key are on; the component draws again when that changes. */
export function useShortcuts(): boolean {
  return useSyncExternalStore(subscribe, shortcutsAreOn)
}

import { useSyncExternalStore } from 'react'
import { createListeners } from '~/lib/listeners.ts'
import { readSetting, writeSetting } from './storage.ts'
import type { Zone } from './time.ts'

const key = 'gantry.zone'
const { subscribe, tell } = createListeners()
let current: Zone | undefined

/** The zone in which times are shown and typed. */
function currentZone(): Zone {
  current ??= readSetting(key) === 'utc' ? 'utc' : 'local'
  return current
}

/** Switches all times of the app between local time and UTC, and keeps the choice. */
export function setZone(zone: Zone): void {
  current = zone
  writeSetting(key, zone)
  tell()
}

/** The current zone; the component draws again when it changes. */
export function useZone(): Zone {
  return useSyncExternalStore(subscribe, currentZone)
}

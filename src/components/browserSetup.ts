import { afterEach, beforeEach, vi, type MockInstance } from 'vitest'
import { setLanguage } from '~/lib/messages.ts'
import { setZone } from './useZone.ts'

let complaints: MockInstance<Console['error']>

/** Every test starts as a new visitor, and ends without a complaint of React or Mantine. */
beforeEach(() => {
  localStorage.clear()
  setLanguage('en')
  setZone('local')
  complaints = vi.spyOn(console, 'error')
})

afterEach(() => {
  const calls = complaints.mock.calls.map((words) => words.map(String).join(' '))
  vi.restoreAllMocks()
  vi.useRealTimers()
  if (calls.length > 0) throw new Error(`Errors in the console:\n${calls.join('\n')}`)
})

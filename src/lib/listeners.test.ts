import { expect, test, vi } from 'vitest'
import { createListeners } from './listeners.ts'

test('everybody who listens is told, until they stop', () => {
  const { subscribe, tell } = createListeners()
  const [one, other] = [vi.fn<() => void>(), vi.fn<() => void>()]
  const stop = subscribe(one)
  subscribe(other)
  tell()
  stop()
  tell()
  expect(one).toHaveBeenCalledTimes(1)
  expect(other).toHaveBeenCalledTimes(2)
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { call } from './client.ts'
import { ApiError } from './error.ts'
import { untilGone, untilThere } from './settle.ts'

vi.mock(import('./client.ts'), { spy: true })

const reads = vi.mocked(call)
const topic = { connection: 'c', instance_id: 'i', topic: 't' }

const failure = (status: number, origin: 'cloud' | 'gantry' = 'cloud') =>
  new ApiError(status, { code: 'x', message: 'x', requestId: 'r', origin })

/** Answers of the reads, in turn; the last one for all that follow. */
function answer(...answers: ('there' | Error)[]): void {
  for (const [at, one] of answers.entries()) {
    const act = () => (one === 'there' ? Promise.resolve({}) : Promise.reject(one)) as never
    if (at === answers.length - 1) reads.mockImplementation(act)
    else reads.mockImplementationOnce(act)
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  reads.mockReset()
})

async function outcome(run: Promise<string>): Promise<string> {
  await vi.advanceTimersByTimeAsync(60_000)
  return run
}

test('what is gone at the first look is asked for once', async () => {
  answer(failure(404))
  const onWait = vi.fn<() => void>()
  expect(await outcome(untilGone(rocketmq.getTopic, topic, onWait))).toBe('settled')
  expect(reads).toHaveBeenCalledTimes(1)
  expect(onWait).not.toHaveBeenCalled()
})

test('what takes a while is looked at again, and told once', async () => {
  answer('there', 'there', failure(404))
  const onWait = vi.fn<() => void>()
  expect(await outcome(untilGone(rocketmq.getTopic, topic, onWait))).toBe('settled')
  expect(reads).toHaveBeenCalledTimes(3)
  expect(onWait).toHaveBeenCalledTimes(1)
})

test('the looks end after 15 seconds', async () => {
  answer('there')
  const run = untilGone(rocketmq.getTopic, topic)
  await vi.advanceTimersByTimeAsync(14_000)
  expect(reads).toHaveBeenCalledTimes(4)
  expect(await outcome(run)).toBe('pending')
  expect(reads).toHaveBeenCalledTimes(5)
})

test('a failed read is not taken for gone, nor is a 404 of our own server', async () => {
  for (const error of [failure(503), failure(429), failure(404, 'gantry')]) {
    answer(error)
    const onWait = vi.fn<() => void>()
    expect(await outcome(untilGone(rocketmq.getTopic, topic, onWait))).toBe('unknown')
    expect(onWait).not.toHaveBeenCalled()
  }
})

test('what was created is looked for in the same way', async () => {
  answer(failure(404), 'there')
  expect(await outcome(untilThere(rocketmq.getTopic, topic))).toBe('settled')
  answer(failure(404))
  expect(await outcome(untilThere(rocketmq.getTopic, topic))).toBe('pending')
})

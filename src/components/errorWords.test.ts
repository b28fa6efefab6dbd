import { afterAll, describe, expect, it, test } from 'vitest'
import { ApiError } from '~/api/error.ts'
import type { Problem } from '~/contract/console.ts'
import english from '~/contract/rocketmq/errors.json' with { type: 'json' }
import chinese from '~/contract/rocketmq/errors.zh.json' with { type: 'json' }
import { setLanguage } from '~/lib/messages.ts'
import { chineseError } from './chineseErrors.ts'
import { describeError } from './describeError.ts'
import { loadErrorWords } from './errorWords.ts'
import { problemMessages } from './problemMessages.ts'

const problem = (change: Partial<Problem>): Problem => ({
  code: 'DMS.00404022',
  message: 'Instance does not exist',
  requestId: 'r-1',
  origin: 'cloud',
  ...change,
})
const failure = (status: number, change: Partial<Problem>) => new ApiError(status, problem(change))

afterAll(() => setLanguage('en'))

/** Numbers are facts: a translation that has others is wrong. */
const numbers = (text: string) => [...text.matchAll(/\d+/g)].map(([digits]) => digits).sort()

describe('the error codes of RocketMQ in Chinese', () => {
  it('are the documented ones, all of them', () => {
    expect(Object.keys(chinese)).toEqual(Object.keys(english))
  })
  test.each(Object.entries(chinese))('%s', (code, { message, hint }) => {
    const original = english[code as keyof typeof english]
    expect(message).toMatch(/\p{Script=Han}/u)
    expect(hint).toMatch(/\p{Script=Han}/u)
    expect(numbers(message)).toEqual(numbers(original.message))
  })
})

it('has Chinese for every code of our own server', () => {
  for (const name of Object.keys(problemMessages.zh)) {
    const words = chineseError(problem({ code: `gantry.${name}`, origin: 'gantry', message: 'x' }))
    expect(words?.message, name).toMatch(/\p{Script=Han}/u)
    expect(words?.hint, name).toMatch(/\p{Script=Han}/u)
  }
})

describe('a failure', () => {
  it('stays in the words of the cloud in English', () => {
    setLanguage('en')
    const text = describeError(failure(404, { hint: 'Refresh the list.' }))
    expect([text.message, text.hint, text.original]).toEqual([
      'Instance does not exist',
      'Refresh the list.',
      undefined,
    ])
  })

  it('is said in Chinese, with what the cloud said beside it', async () => {
    setLanguage('zh')
    await loadErrorWords()
    const text = describeError(failure(404, { message: 'No instance i-1', hint: 'Refresh the list.' }))
    expect(text.message).toBe('实例不存在')
    expect(text.hint).toBe('请刷新列表，实例可能已被删除。')
    expect(text.original).toBe('No instance i-1')
  })

  it('keeps the words of a cloud that speaks Chinese, and of a code that nobody knows', () => {
    expect(describeError(failure(404, { message: '实例 i-1 不存在' }))).toMatchObject({ message: '实例 i-1 不存在' })
    const unknown = describeError(failure(404, { code: 'DMS.99999999' }))
    expect([unknown.message, unknown.original]).toEqual(['Instance does not exist', undefined])
  })

  it('says of a field what is wrong with it', () => {
    const field = {
      code: 'gantry.bad_parameter',
      origin: 'gantry',
      message: 'This has at most 64 characters.',
    } as const
    expect(describeError(failure(400, field)).message).toBe('最多 64 个字符。')
  })

  it('warns that a write may have been carried out', () => {
    const lost = {
      code: 'gantry.timeout',
      origin: 'gantry',
      message: 'No answer in time',
      unknownOutcome: true,
    } as const
    expect(describeError(failure(0, lost)).hint).toContain('重复操作可能会执行两次')
  })
})

import { afterAll, describe, expect, it, test, vi } from 'vitest'
import { ApiError } from '~/api/error.ts'
import type { Problem } from '~/contract/console.ts'
import { families, type ErrorFact } from '~/contract/types.ts'
import { setLanguage } from '~/lib/messages.ts'
import { chineseError, loadFamily, type ErrorWords } from './chineseErrors.ts'
import { describeError, describeOnce } from './describeError.ts'
import { loadErrorWords } from './errorWords.ts'
import { problemMessages } from './problemMessages.ts'

const problem = (change: Partial<Problem>): Problem => ({
  code: 'DMS.00404022',
  message: 'Instance does not exist',
  requestId: 'r-1',
  origin: 'cloud',
  family: 'rocketmq',
  ...change,
})
const failure = (status: number, change: Partial<Problem>) => new ApiError(status, problem(change))

afterAll(() => setLanguage('en'))

type Catalogue<Words> = Readonly<Record<string, Words>>
const english = import.meta.glob<Catalogue<ErrorFact>>('../contract/*/errors.json', { eager: true, import: 'default' })
const chinese = import.meta.glob<Catalogue<ErrorWords>>('../contract/*/errors.zh.json', {
  eager: true,
  import: 'default',
})

/** Numbers and places for values are facts: a translation that has others is wrong. */
const facts = (text: string) => [...text.matchAll(/\{\w+\}|<\w+>|%s|\d+/g)].map(([fact]) => fact).sort()

describe.each(families)('the error codes of %s in Chinese', (family) => {
  const originals = english[`../contract/${family}/errors.json`] ?? {}
  const translations = Object.entries(chinese[`../contract/${family}/errors.zh.json`] ?? {})
  it('are the documented ones, all of them', () => {
    expect(translations.map(([code]) => code)).toEqual(Object.keys(originals))
  })
  test.each(translations)('%s', (code, { message, hint = '' }) => {
    expect(message).toMatch(/\p{Script=Han}/u)
    expect(hint).toMatch(/\p{Script=Han}/u)
    expect(facts(message)).toEqual(facts(originals[code]?.message ?? ''))
    expect(hint.match(/\{\w+\}|<\w+>/g)).toEqual((originals[code]?.hint ?? '').match(/\{\w+\}|<\w+>/g))
  })
  it('leave no place for a value open', async () => {
    await loadFamily(family)
    for (const [code] of translations)
      expect(chineseError(problem({ code, family }))?.message, code).toMatch(/^(?!.*(\{\w|<key)).*[^：]$/)
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

  it('is said in the words of its family, and of no other', async () => {
    setLanguage('zh')
    const wordsOf = async (family: Problem['family'], code: string) =>
      (await describeOnce(failure(400, { code, family }))).message
    expect(await wordsOf('servicecomb', '400012')).toBe('微服务不存在')
    expect(await wordsOf('ddm', '400012')).toBe('Instance does not exist')
    expect(await wordsOf(undefined, '400012')).toBe('Instance does not exist')
    expect(await wordsOf('ddm', 'DBS.300112')).toBe('同名逻辑库已存在')
    expect(await wordsOf('ddm', 'APIGW.0301')).toBe('API 网关拒绝了请求')
    expect(await wordsOf('roma-link', 'ROMA.00110702')).toBe('产品不存在')
  })

  it('stays in English where the words do not come, and is tried again with the next', async () => {
    vi.resetModules()
    let isBroken = true
    vi.doMock('../contract/roma-mqs/errors.zh.json', () => {
      if (isBroken) throw new Error('offline')
      return { default: { 'MQS.4007': { message: '密码错误' } } }
    })
    const again = await import('./errorWords.ts')
    const { setLanguage: set } = await import('~/lib/messages.ts')
    set('zh')
    const wrong = problem({ code: 'MQS.4007', family: 'roma-mqs' })
    await again.loadErrorWords('roma-mqs')
    expect(again.translatedError(wrong)).toBeUndefined()
    expect(again.translatedError(problem({ code: 'gantry.timeout', origin: 'gantry' }))?.message).toBe(
      '没有及时收到响应。',
    )
    isBroken = false
    await again.loadErrorWords('roma-mqs')
    expect(again.translatedError(wrong)?.message).toBe('密码错误')
    vi.doUnmock('../contract/roma-mqs/errors.zh.json')
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

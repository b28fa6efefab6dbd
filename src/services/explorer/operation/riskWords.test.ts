import { afterEach, expect, test } from 'vitest'
import { families } from '~/contract/types.ts'
import { readMessages, setLanguage } from '~/lib/messages.ts'
import { loadFacts } from '../input/facts.ts'
import { operationMessages } from './operationMessages.ts'

afterEach(() => setLanguage('en'))

test('every reason of a higher risk is said in Chinese too', async () => {
  const facts = await Promise.all(families.map(loadFacts))
  const whys = facts
    .flatMap(({ operations }) => Object.values(operations))
    .flatMap(({ riskWhen }) => riskWhen ?? [])
    .flatMap(({ why }) => why ?? [])
  expect(whys).not.toEqual([])
  setLanguage('zh')
  const words: Readonly<Record<string, string>> = readMessages(operationMessages).confirm.whys
  for (const why of whys) expect(words[why], why).toMatch(/\p{Script=Han}/u)
})

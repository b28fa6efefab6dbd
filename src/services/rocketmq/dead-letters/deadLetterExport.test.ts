import { describe, expect, test } from 'vitest'
import { ApiError } from '~/api/error.ts'
import { toCsv } from '~/components/csv.ts'
import type { Message } from '~/contract/rocketmq/generated/types.ts'
import { batchesOf, exportColumns, isTopicMissing, mergeExport, toExportRequest } from './deadLetterExport.ts'

const message = (id: string, key: string, more: Partial<Message> = {}): Message => ({
  msg_id: id,
  property_list: [{ name: 'UNIQ_KEY', value: key }],
  ...more,
})
const a = message('A', 'ka')
const b = message('B', 'kb')
const c = message('C', 'kc')

describe('what is asked for', () => {
  test('calls of at most so many messages, none for none', () => {
    expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
    expect(batchesOf([], 2)).toEqual([])
  })

  test('ids and unique keys of the same messages', () => {
    expect(toExportRequest('%DLQ%g', [a, b])).toEqual({
      topic: '%DLQ%g',
      msg_id_list: ['A', 'B'],
      uniq_key_list: ['ka', 'kb'],
    })
  })

  test('no empty list', () => {
    expect(toExportRequest('%DLQ%g', [{ msg_id: 'A', property_list: [] }])).toEqual({
      topic: '%DLQ%g',
      msg_id_list: ['A'],
    })
  })
})

describe('what came', () => {
  test('each message once, in the order of the selection', () => {
    const merged = mergeExport([a, b, c], [[c, a], [a], undefined, [b]])
    expect(merged.messages.map((one) => one.msg_id)).toEqual(['A', 'B', 'C'])
    expect(merged.missing).toEqual([])
  })

  test('what is missing is named, what was not selected is left out', () => {
    const merged = mergeExport([a, b], [[a, c]])
    expect(merged.messages).toEqual([a])
    expect(merged.missing).toEqual([b])
    expect(mergeExport([a], [[]])).toEqual({ messages: [], missing: [a] })
  })

  test('a message under another id is known by its unique key', () => {
    const other = message('X', 'ka')
    expect(mergeExport([a], [[other]])).toEqual({ messages: [other], missing: [] })
  })
})

test('a body that a spreadsheet would run is text, and no property is lost', () => {
  const row = message('A', 'ka', {
    body: '=HYPERLINK("http://x")',
    store_timestamp: 1_662_690_563_020,
    property_list: [
      { name: 'UNIQ_KEY', value: 'ka' },
      { name: 'trace', value: '1' },
    ],
  })
  const [head, line] = toCsv(exportColumns, [row]).slice(1).split('\r\n')
  expect(head).toContain('msg_id,UNIQ_KEY,topic,RETRY_TOPIC,')
  expect(line).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(line).toContain('2022-09-09T02:29:23.020Z')
  expect(line).toContain('"{""trace"":""1""}"')
})

test('a missing topic is told from other failures', () => {
  const failure = (status: number, code: string) =>
    new ApiError(status, { code, message: '', requestId: '', origin: 'cloud' })
  expect(isTopicMissing(failure(404, 'DMS.10240401'))).toBe(true)
  expect(isTopicMissing(failure(404, 'DMS.00404022'))).toBe(false)
  expect(isTopicMissing(failure(404, 'DMS.10240407'))).toBe(false)
  expect(isTopicMissing(failure(404, 'gantry.no_connection'))).toBe(false)
  expect(isTopicMissing(failure(500, 'DMS.10240401'))).toBe(false)
  expect(isTopicMissing(new Error('404'))).toBe(false)
})

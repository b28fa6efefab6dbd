import { describe, expect, it } from 'vitest'
import { Exact } from '~/lib/json.ts'
import type { Column } from './column.ts'
import { csvField, exportName, toCsv, toJson } from './csv.ts'

describe('F4 CSV', () => {
  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])('neutralises %j', (text) => {
    expect(csvField(text).replace(/^"/, '').startsWith("'")).toBe(true)
  })

  it('leaves numbers numbers, also negative ones and those beyond 2^53', () => {
    expect(csvField(-5)).toBe('-5')
    expect(csvField(new Exact('9007199254740993'))).toBe('9007199254740993')
    expect(csvField(undefined)).toBe('')
  })

  it('quotes separators, quotes and line ends', () => {
    expect(csvField('a,b')).toBe('"a,b"')
    expect(csvField('say "x"\n')).toBe('"say ""x""\n"')
    expect(csvField('=1,2')).toBe('"\'=1,2"')
  })

  it('exports the columns that have a value', () => {
    const columns: Column<{ name: string }>[] = [
      { id: 'name', label: 'Name', cell: () => null, value: (row) => row.name },
      { id: 'drawn', label: 'Drawn', cell: () => null },
    ]
    expect(toCsv(columns, [{ name: '主题' }])).toBe('\uFEFFName\r\n主题\r\n')
  })
})

it('exports JSON unchanged', () => {
  expect(toJson([{ name: '=1', offset: new Exact('9007199254740993') }])).toBe(
    '[\n  {\n    "name": "=1",\n    "offset": 9007199254740993\n  }\n]\n',
  )
})

it('exports what was worked out exactly', () => {
  expect(toJson([{ lag: 9007199254740993n }])).toBe('[\n  {\n    "lag": 9007199254740993\n  }\n]\n')
})

it('names files without path characters', () => {
  expect(exportName('../Topics/a:b', new Date('2026-11-21T00:00:00Z'), 'csv')).toBe('Topics-a-b 2026-11-21.csv')
})

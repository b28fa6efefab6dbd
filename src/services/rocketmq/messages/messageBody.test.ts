import { describe, expect, test } from 'vitest'
import { Exact, parseJson } from '~/lib/json.ts'
import { checksumMatches, detectBody, firstPart, fromBase64, toBase64, toBytes } from './messageBody.ts'
import { prettyJson } from './prettyJson.ts'

describe('what a body is', () => {
  test.each([
    ['', 'empty'],
    ['{"a":1}', 'json'],
    ['  [1, 2]\n', 'json'],
    ['{"a":1', 'text'],
    ['42', 'text'],
    ['true', 'text'],
    ['INFO step 3\tdone\n第二行', 'text'],
    ['\u0089PNG\r\n\u001a\n\u0000', 'binary'],
    ['abc\uFFFDdef', 'binary'],
    ['\u001b[31mred\u001b[0m', 'text'],
  ])('%j is %s', (text, kind) => {
    expect(detectBody(text).kind).toBe(kind)
  })

  test('counts what was replaced on the way', () => {
    expect(detectBody('a\uFFFD\uFFFDb').replaced).toBe(2)
  })

  test('offers to decode base64, and not every word', () => {
    expect(detectBody('eyJhIjoxfQ==').isBase64).toBe(true)
    expect(detectBody('keyboard').isBase64).toBe(false)
    expect(detectBody('{"a":1}').isBase64).toBe(false)
  })
})

describe('bytes', () => {
  test('base64 there and back, with every byte', () => {
    const all = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256)
    expect(fromBase64(toBase64(all))).toEqual(all)
    expect(fromBase64('%%%')).toBeUndefined()
  })

  test('the checksum of the documented example fits', () => {
    // 5.4.3: body "Hello world", body_crc 198614610.
    expect(checksumMatches(toBytes('Hello world'), 198_614_610)).toBe(true)
    expect(checksumMatches(toBytes('Hello world'), 2_346_098_258)).toBe(true)
    expect(checksumMatches(toBytes('Hello wor\uFFFDd'), 198_614_610)).toBe(false)
    expect(checksumMatches(toBytes('x'), undefined)).toBeUndefined()
    expect(checksumMatches(toBytes('x'), new Exact('1.0'))).toBeUndefined()
  })
})

describe('the first part', () => {
  test('is not cut inside a character', () => {
    expect(firstPart('ab😀', 3)).toEqual({ text: 'ab', cut: true })
    expect(firstPart('abc', 3)).toEqual({ text: 'abc', cut: false })
  })
})

describe('indenting', () => {
  test('keeps digits, doubled keys, order and escapes', () => {
    const text = '{"b":9007199254740993,"2":1.10,"1":1e3,"b":"a\\"{,}: \\u4e2d","empty":{},"list":[[],[1,{"x":null}]]}'
    const pretty = prettyJson(text)
    expect(pretty).toBe(
      [
        '{',
        '  "b": 9007199254740993,',
        '  "2": 1.10,',
        '  "1": 1e3,',
        '  "b": "a\\"{,}: \\u4e2d",',
        '  "empty": {},',
        '  "list": [',
        '    [],',
        '    [',
        '      1,',
        '      {',
        '        "x": null',
        '      }',
        '    ]',
        '  ]',
        '}',
      ].join('\n'),
    )
    expect(parseJson(pretty)).toEqual(parseJson(text))
  })

  test('takes out what whitespace was there', () => {
    expect(prettyJson(' [ 1 ,\n{ } ] ')).toBe('[\n  1,\n  {}\n]')
  })
})

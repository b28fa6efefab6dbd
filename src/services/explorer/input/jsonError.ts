/** Finds the first mistake in a JSON text. Browsers word and place it differently; this one is the same everywhere. Pure. */
import { readMessages } from '~/lib/messages.ts'
import { inputMessages } from './inputMessages.ts'

export interface JsonError {
  offset: number
  line: number
  column: number
  message: string
}

class Mistake extends Error {
  readonly offset: number
  constructor(offset: number, message: string) {
    super(message)
    this.offset = offset
  }
}

const space = /[ \t\r\n]*/y
// JSON asks for exactly these to be escaped.
// oxlint-disable-next-line no-control-regex
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /[A-Za-z_$][\w$]*/y

function reader(text: string) {
  const t = readMessages(inputMessages)
  let at = 0
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    at += found?.length ?? 0
    return found
  }
  const fail = (message: string, offset = at): never => {
    throw new Mistake(offset, offset >= text.length ? t.jsonEnd : message)
  }
  const expect = (sign: string, message: string) => {
    take(space)
    if (text[at] !== sign) fail(message)
    at += 1
  }
  const members = (close: string, one: () => void) => {
    at += 1
    take(space)
    if (text[at] === close) {
      at += 1
      return
    }
    for (;;) {
      one()
      take(space)
      if (text[at] !== ',') break
      at += 1
    }
    expect(close, t.jsonComma)
  }
  const value = (): void => {
    take(space)
    const start = at
    const sign = text[at] ?? ''
    if (sign === '{') {
      members('}', () => {
        take(space)
        if (text[at] !== '"') fail(t.jsonName)
        if (take(string) === undefined) fail(t.jsonString)
        expect(':', t.jsonColon)
        value()
      })
    } else if (sign === '[') members(']', value)
    else if (sign === '"') {
      if (take(string) === undefined) fail(t.jsonString)
    } else if (/[-\d]/.test(sign)) {
      if (take(number) === undefined || /[\w.]/.test(text[at] ?? '')) fail(t.jsonNumber, start)
    } else if (/[A-Za-z_$]/.test(sign)) {
      if (!['true', 'false', 'null'].includes(take(word) ?? '')) fail(t.jsonWord, start)
    } else fail(t.jsonUnexpected(sign))
  }
  return () => {
    value()
    take(space)
    if (at < text.length) fail(t.jsonAfter)
  }
}

/** The first mistake of a text; undefined when it is JSON. Lines and columns count from 1. */
export function findJsonError(text: string): JsonError | undefined {
  try {
    reader(text)()
    return undefined
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    const before = text.slice(0, error.offset).split('\n')
    return {
      offset: error.offset,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      message: error.message,
    }
  }
}

/** What the validator of the contracts found, in the words of the console: it speaks English only. Pure. */
import type { Violation } from '~/contract/validate.ts'
import { readMessages } from '~/lib/messages.ts'
import { inputMessages } from './inputMessages.ts'

/** What the message names: in quotation marks, as JSON after "of" or "match", or as the number at its end. */
const quoted = (message: string) => [...message.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name)
const limit = (message: string) => /(-?[\d.]*\d)\)?\.?$/.exec(message)?.[1] ?? ''
const values = (message: string) => /match(?: any of)? (.*)\.$/.exec(message)?.[1] ?? ''

/** The words for a violation; for what one form has no better word for, that the contract does not allow it. */
export function violationText({ keyword, message }: Violation): string {
  const t = readMessages(inputMessages).violated
  switch (keyword) {
    case 'required':
      return t.missing(quoted(message)[0] ?? '')
    case 'type':
      return t.type(quoted(message).slice(1).join(', '))
    case 'enum':
    case 'const':
      return t.value(values(message))
    case 'minLength':
      return t.tooShort(limit(message))
    case 'maxLength':
      return t.tooLong(limit(message))
    case 'minItems':
      return t.tooFew(limit(message))
    case 'maxItems':
      return t.tooMany(limit(message))
    case 'minimum':
      return t.tooSmall(limit(message))
    case 'maximum':
      return t.tooLarge(limit(message))
    case 'pattern':
      return t.pattern
    case 'uniqueItems':
      return t.twice
    case 'additionalProperties':
      return t.unknown(quoted(message)[0] ?? '')
    default:
      return t.other
  }
}

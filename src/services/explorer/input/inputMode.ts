/** The body as a form or as text: one value, two ways to edit it. Pure. */
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { findJsonError } from './jsonError.ts'
import type { InputValue } from './types.ts'

/** The text is what counts while it is edited. */
export const isJsonMode = (value: InputValue) => value.bodyText !== undefined

/** The value after the body's text has changed: `args.body` follows as soon as the text is JSON. */
export function withBodyText(value: InputValue, text: string): InputValue {
  const { body: _before, ...rest } = value.args
  if (text.trim() === '') return { ...value, args: rest, bodyText: text }
  return findJsonError(text)
    ? { ...value, bodyText: text }
    : { ...value, args: { ...rest, body: parseJson(text) }, bodyText: text }
}

/** Goes over to the text, or back to the form; a text that is no JSON stays, for nothing typed is lost. */
export function switchMode(value: InputValue, isJson: boolean): InputValue {
  if (isJson === isJsonMode(value)) return value
  if (isJson)
    return { ...value, bodyText: value.args['body'] === undefined ? '' : stringifyJson(value.args['body'], 2) }
  const { bodyText = '', ...rest } = value
  return bodyText.trim() === '' || !findJsonError(bodyText) ? rest : value
}

/** The body, or all values, as a form or as text: one value, several ways to edit it. Pure. */
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { findJsonError } from './jsonError.ts'
import { isObject } from './needs.ts'
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
  const { bodyText: _text, ...rest } = value
  return isStuck(value) ? value : rest
}

/** All values as text. */
export const isTextView = (value: InputValue) => value.text !== undefined

/** The values after the text of them all has changed: they follow as soon as the text is a JSON object. */
export function withText(value: InputValue, text: string): InputValue {
  if (text.trim() === '') return { ...value, args: {}, text }
  const read = findJsonError(text) ? undefined : parseJson(text)
  return isObject(read) ? { ...value, args: read, text } : { ...value, text }
}

/** Whether the text in the editor is such that the form cannot show it: then one stays there, for nothing typed is lost. */
export function isStuck({ text, bodyText }: InputValue): boolean {
  const typed = text ?? bodyText ?? ''
  if (typed.trim() === '') return false
  return findJsonError(typed) !== undefined || (text !== undefined && !isObject(parseJson(text)))
}

/** Goes over to the text of all values, or back to the form. */
export function switchView(value: InputValue, isText: boolean): InputValue {
  if (isText === isTextView(value) || isStuck(value)) return value
  const { text: _text, bodyText: _bodyText, ...rest } = value
  return isText ? { ...rest, text: stringifyJson(rest.args, 2) } : rest
}

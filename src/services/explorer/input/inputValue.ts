/** From what is filled in to what is sent, and what is wrong with it. Pure. */
import { pickArgs } from '~/api/request.ts'
import { validate } from '~/contract/validate.ts'
import type { Operation } from '~/contract/types.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { readMessages } from '~/lib/messages.ts'
import { checkValue, fieldErrors, groupErrors, objectErrors, step } from './checkValue.ts'
import { readOperation, type OperationForm } from './operationForm.ts'
import { inputMessages } from './inputMessages.ts'
import { findJsonError } from './jsonError.ts'
import { isObject, type Place } from './needs.ts'
import type { FamilyFacts, InputError, InputValue } from './types.ts'
import { violationText } from './violationText.ts'

/**
 * The arguments for `call`, `callFully` and `buildRequest`: what is set and nothing else, numbers exact, a multipart
 * body as `FormData`.
 * @throws SyntaxError when a text is being typed and is no JSON yet; `validateInput` says so without throwing
 */
export function toArgs(operation: Operation, value: InputValue): Record<string, unknown> {
  const { body, ...rest } = value.text === undefined ? value.args : readAll(value.text)
  const args = Object.fromEntries(Object.entries(rest).filter(([, one]) => one !== undefined && one !== ''))
  if (!operation.body) return args
  if (operation.body === 'multipart') return { ...args, body: formData(body, value.files) }
  const sent = value.bodyText === undefined ? body : readText(value.bodyText)
  return sent === undefined ? args : { ...args, body: sent }
}

/** @throws SyntaxError */
function readAll(text: string): Record<string, unknown> {
  const read = readText(text) ?? {}
  if (!isObject(read)) throw new SyntaxError('not an object')
  return read
}

const readText = (text: string) => (text.trim() === '' ? undefined : parseJson(text))

function formData(body: unknown, files: InputValue['files']): FormData {
  const form = new FormData()
  for (const [name, one] of Object.entries(isObject(body) ? body : {}))
    if (one !== undefined) form.append(name, typeof one === 'string' ? one : stringifyJson(one))
  for (const [name, file] of Object.entries(files ?? {})) form.append(name, file, file.name)
  return form
}

/** What is wrong with an input, parameters first; [] when it can be sent. */
export function validateInput(operation: Operation, facts: FamilyFacts, value: InputValue): InputError[] {
  const form = readOperation(operation, facts)
  const broken = value.text === undefined ? undefined : textMistake(value.text)
  if (broken !== undefined) return [{ pointer: '', message: broken }]
  const root: Place = { value: value.args, fields: form.parameters }
  const none = new Set<string>()
  return [
    ...strangeNames(operation, value),
    ...fieldErrors(form.parameters, none, root, ''),
    ...groupErrors(form.groups, value.args),
    ...parameterViolations(operation, facts, value),
    ...bodyErrors(operation, facts, form, value, root),
  ]
}

/** Why the text of all values is none. */
function textMistake(text: string): string | undefined {
  const t = readMessages(inputMessages)
  if (text.trim() === '') return undefined
  const mistake = findJsonError(text)
  if (mistake) return t.badJson(mistake.line, mistake.column, mistake.message)
  return isObject(parseJson(text)) ? undefined : t.notObject
}

/** Names in the text of all values that are none of this call. */
function strangeNames(operation: Operation, { args, text }: InputValue): InputError[] {
  if (text === undefined) return []
  const known = pickArgs(operation, args)
  return Object.keys(args)
    .filter((name) => !(name in known))
    .map((name) => ({ pointer: step(name), message: readMessages(inputMessages).notSent, isAdvice: true }))
}

/** What the contract says beyond the form's own checks; those come first, for they are said better. */
function parameterViolations(operation: Operation, facts: FamilyFacts, { args }: InputValue): InputError[] {
  const known = readOperation(operation, facts).parameters
  return (facts.operationSchemas[operation.id]?.parameters ?? []).flatMap(({ name, schema }) => {
    const one = args[name]
    const field = known.find((parameter) => parameter.name === name)
    if (
      !field ||
      one === undefined ||
      one === '' ||
      checkValue(field.node, one, '', { value: args, fields: known }).length > 0
    )
      return []
    return validate(schema, facts.schemas, one)
      .slice(0, 1)
      .map((violation) => ({ pointer: `/${name}${violation.pointer}`, message: violationText(violation) }))
  })
}

function bodyErrors(
  operation: Operation,
  facts: FamilyFacts,
  form: OperationForm,
  value: InputValue,
  root: Place,
): InputError[] {
  if (!form.body) return []
  const t = readMessages(inputMessages)
  const mistake =
    value.bodyText === undefined || value.bodyText.trim() === '' ? undefined : findJsonError(value.bodyText)
  if (mistake) return [{ pointer: '/body', message: t.badJson(mistake.line, mistake.column, mistake.message) }]
  const body = value.bodyText === undefined ? value.args['body'] : readText(value.bodyText)
  if (operation.body === 'multipart') return multipartErrors(form, body, value, root)
  if (body === undefined)
    return form.isBodyRequired && form.fixedBody.length === 0
      ? [{ pointer: '/body', message: t.bodyNeeded, isMissing: true }]
      : []
  const own =
    form.body.form === 'object' && isObject(body)
      ? objectErrors(form.body, body, '/body', root, form.fixedBody)
      : checkValue(form.body, body, '/body', root)
  if (own.some((error) => !error.isAdvice)) return own
  const schema = facts.operationSchemas[operation.id]?.body
  const sent = isObject(body) ? { ...operation.fixedBody, ...body } : body
  const violations = schema ? validate(schema, facts.schemas, sent) : []
  // The failures of every branch are listed; the deepest is about the value that one has in mind.
  const deepest = violations.toSorted((a, b) => b.pointer.split('/').length - a.pointer.split('/').length).slice(0, 1)
  return [
    ...own,
    ...deepest.map((violation) => ({ pointer: `/body${violation.pointer}`, message: violationText(violation) })),
  ]
}

/** Parts of a form are texts on the wire; a file is there when one is chosen. */
function multipartErrors(form: OperationForm, body: unknown, value: InputValue, root: Place): InputError[] {
  if (form.body?.form !== 'object') return []
  const t = readMessages(inputMessages)
  const fields = form.body.fields()
  const given = { ...(isObject(body) ? body : {}), ...value.files }
  return objectErrors(form.body, given, '/body', root).map((error) => {
    const isFile = fields.some(({ name, node }) => node.form === 'file' && error.pointer === `/body/${name}`)
    return isFile ? { ...error, message: t.fileNeeded } : error
  })
}

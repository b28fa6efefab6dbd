import { describe, expect, test } from 'vitest'
import type { Operation } from '~/contract/types.ts'
import { buildRequest } from '~/api/request.ts'
import { Exact, parseJson, stringifyJson } from '~/lib/json.ts'
import { isJsonMode, switchMode, switchView, withBodyText, withText } from './inputMode.ts'
import { toArgs, validateInput } from './inputValue.ts'
import { initialInput } from './initialValue.ts'
import { allValuesNode, readOperation } from './operationForm.ts'
import { testFacts } from './testFacts.ts'
import type { FamilyFacts, InputValue } from './types.ts'
import { readNumber } from './form/wireNumber.ts'

function operationOf(facts: FamilyFacts, id: string): Operation {
  const operation = facts.operations[id]
  if (!operation) throw new Error(`${id} is missing`)
  return operation
}

async function errorsOf(family: FamilyFacts['family'], id: string, value: InputValue): Promise<string[]> {
  const facts = await testFacts(family)
  return validateInput(operationOf(facts, id), facts, value).map(({ pointer, message }) => `${pointer}: ${message}`)
}

describe('what is sent', () => {
  test('keeps 64-bit numbers as they were typed', async () => {
    const facts = await testFacts('roma-link')
    const operation = operationOf(facts, 'createService')
    const value = withBodyText(
      { args: { instance_id: 'i' } },
      '{"product_id": 900719925474099123, "service_name": "s1", "status": 0}',
    )
    expect(validateInput(operation, facts, value)).toEqual([])
    expect(buildRequest(operation, toArgs(operation, value)).body).toContain('"product_id":900719925474099123,')
    expect(readNumber('900719925474099123')).toEqual(new Exact('900719925474099123'))
    expect(readNumber('1.')).toBe('1.')
  })

  test('leaves out what is not set and keeps what is set to nothing', async () => {
    const operation = operationOf(await testFacts('rocketmq'), 'updateInstance')
    expect(toArgs(operation, { args: { instance_id: 'i', body: { description: '' } } })).toEqual({
      instance_id: 'i',
      body: { description: '' },
    })
    expect(toArgs(operation, { args: { instance_id: '' } })).toEqual({})
  })

  test('is a form with the file where the body is multipart', async () => {
    const operation = operationOf(await testFacts('roma-apic'), 'importApis')
    const file = new File(['{}'], 'apis.json')
    const { body } = toArgs(operation, {
      args: { instance_id: 'i', body: { is_create_group: false, group_id: 'g' } },
      files: { file_name: file },
    })
    expect(
      body instanceof FormData
        ? [...body].map(([name, part]) => [name, typeof part === 'string' ? part : part.name])
        : [],
    ).toEqual([
      ['is_create_group', 'false'],
      ['group_id', 'g'],
      ['file_name', 'apis.json'],
    ])
  })
})

describe('what is wrong', () => {
  test('is nothing or what is missing, before anything is filled in', async () => {
    const facts = await testFacts('rocketmq')
    const operation = operationOf(facts, 'createInstance')
    const errors = validateInput(operation, facts, initialInput(operation, facts))
    expect(errors.map((error) => error.pointer)).toContain('/body/name')
    expect(errors.every((error) => error.isMissing)).toBe(true)
  })

  test('of a field that was opened and is still empty is that its value is missing', async () => {
    const facts = await testFacts('rocketmq')
    const operation = operationOf(facts, 'createInstance')
    const errorOf = (body: object) =>
      validateInput(operation, facts, { args: { instance_id: 'i', body } }).find(
        ({ pointer }) => pointer === '/body/name',
      )
    expect(errorOf({ name: '' })).toMatchObject({ isMissing: true })
    expect(errorOf({ name: 'a' })?.isMissing).toBeUndefined()
    expect(errorOf({ name: 'a' })?.message).toMatch(/at least/i)
  })

  test('follows the conditions of siblings, of the object around, and of exclusive alternatives', async () => {
    expect(
      await errorsOf('roma-apic', 'createSign', {
        args: { instance_id: 'i', body: { name: 'sign1', sign_type: 'hmac', sign_key: 'abc' } },
      }),
    ).toEqual(['/body/sign_key: At least 8 characters'])
    const script = { name: 's1', content: 'return 1' }
    expect(
      (
        await errorsOf('roma-apic', 'createLdApiScripts', {
          args: { instance_id: 'i', ld_api_id: 'l', body: { api_type: 'data', scripts: [script] } },
        })
      ).join(),
    ).toContain('/body/scripts/0/ds_id: Required')
    expect(
      await errorsOf('roma-link', 'createService', {
        args: { instance_id: 'i', body: { product_id: 1, product_template_id: 1, service_name: 's1', status: 0 } },
      }),
    ).toEqual(['/body: Only one of: product_template_id, product_id'])
    expect(
      await errorsOf('rocketmq', 'listMessages', { args: { engine: 'reliability', instance_id: 'i', topic: 't' } }),
    ).toEqual(['/start_time: Required', '/end_time: Required'])
    expect(await errorsOf('ddm', 'listFlavorsV3', { args: {} })).toEqual([
      ': At least one of: engine_id, engine_version',
    ])
  })

  test('stands at the field in deep places, with 64-bit limits exact', async () => {
    const errors = await errorsOf('roma-apic', 'createApi', {
      args: { instance_id: 'i', body: { req_params: [{ name: '1', type: 'STRING', location: 'QUERY' }] } },
    })
    expect(errors).toContain('/body/req_params/0/name: Has a character or a form that is not allowed')
    const product = {
      args: { instance_id: 'i', body: { product_id: new Exact('1000000000000000001'), service_name: 's1', status: 0 } },
    }
    expect(await errorsOf('roma-link', 'createService', product)).toEqual([
      '/body/product_id: At most 1000000000000000000',
    ])
  })

  test('is said by the contract where the form has no words for it', async () => {
    const body = {
      name: 'rocketmq-1',
      engine: 'reliability',
      engine_version: '4.8.0',
      storage_space: 600,
      vpc_id: 'v',
      subnet_id: 's',
      security_group_id: 'g',
      available_zones: ['a', 'b'],
      product_id: 'c6.4u8g.cluster',
      storage_spec_code: 'dms.physical.storage.high.v2',
      broker_num: 1,
    }
    expect((await errorsOf('rocketmq', 'createInstance', { args: { body } })).join()).toMatch(
      /^\/body\/available_zones/,
    )
  })
})

test('a text that is no JSON stays as it is, and keeps the form away', () => {
  const form: InputValue = { args: { body: { a: 1 } } }
  const text = switchMode(form, true)
  expect(text.bodyText).toBe('{\n  "a": 1\n}')
  const broken = withBodyText(text, '{"a": }')
  expect(broken).toMatchObject({ args: { body: { a: 1 } }, bodyText: '{"a": }' })
  expect(switchMode(broken, false)).toBe(broken)
  const repaired = switchMode(withBodyText(broken, '{"a": 2}'), false)
  expect(repaired).toEqual({ args: { body: { a: 2 } } })
  expect(isJsonMode(repaired)).toBe(false)
})

test('all values as text and as a form are the same', async () => {
  const facts = await testFacts('rocketmq')
  const operation = operationOf(facts, 'createTopic')
  const form: InputValue = { args: { instance_id: 'i', body: { name: 'a' } } }
  const text = switchView(form, true)
  expect(parseJson(text.text ?? '')).toEqual(form.args)
  const typed = withText(text, '{"instance_id": "j", "body": {"name": "b", "queue_num": 9007199254740993}, "odd": 1}')
  expect(stringifyJson(toArgs(operation, typed)['body'])).toBe('{"name":"b","queue_num":9007199254740993}')
  expect(switchView(typed, false).args['instance_id']).toBe('j')
  expect(validateInput(operation, facts, typed)).toMatchObject([{ pointer: '/odd', isAdvice: true }])
  const wrong = validateInput(operation, facts, withText(typed, '{"instance_id": "j", "body": {"name": 5}}'))
  expect(wrong).toMatchObject([{ pointer: '/body/name' }])

  for (const broken of ['{"instance_id": ', '[1]']) {
    const stuck = withText(typed, broken)
    expect(stuck).toMatchObject({ args: typed.args, text: broken })
    expect(switchView(stuck, false)).toBe(stuck)
    expect(validateInput(operation, facts, stuck)).toMatchObject([{ pointer: '' }])
    expect(() => toArgs(operation, stuck)).toThrow(SyntaxError)
  }
  // A body whose text is no JSON yet keeps the other views away too.
  const half = withBodyText(switchMode(form, true), '{')
  expect(switchView(half, true)).toBe(half)
  expect(withText(text, '').args).toEqual({})
})

test('the names of all values are offered in the editor, files are not', async () => {
  const facts = await testFacts('roma-apic')
  const { fields } = allValuesNode(readOperation(operationOf(facts, 'importApis'), facts))
  expect(fields().map(({ name }) => name)).toEqual(['instance_id', 'body'])
  const body = fields().at(-1)?.node
  expect(body?.form === 'object' && body.fields().some(({ name }) => name === 'file_name')).toBe(false)
})

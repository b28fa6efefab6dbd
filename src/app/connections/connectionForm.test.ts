import { expect, test } from 'vitest'
import { ApiError } from '~/api/error.ts'
import type { Connection } from '~/contract/console.ts'
import { complaints, fieldOf, initialValues, isUnchanged, projectsOfRegion, toDraft } from './connectionForm.ts'

const stored: Connection = {
  id: 'c1',
  name: 'Orders',
  label: 'PROD',
  color: 'red',
  region: 'cn-north-4',
  projectId: 'p1',
  projectName: 'cn-north-4',
  endpoints: { iam: 'https://iam.example.com' },
  credential: { kind: 'aksk', hint: '••••ABCD' },
  simulated: false,
  createdAt: '',
  updatedAt: '',
  state: 'ok',
}
const typed = { ...initialValues(), name: ' Orders ', region: 'cn-north-4', accessKey: ' AK ', secretKey: 'SK\n' }

test('sends a new connection without its empty fields', () => {
  expect(toDraft(typed)).toEqual({
    name: 'Orders',
    region: 'cn-north-4',
    credential: { kind: 'aksk', accessKey: 'AK', secretKey: 'SK' },
  })
})

test('sends the fields of the chosen credential only', () => {
  const values = { ...typed, kind: 'password' as const, domain: 'acme', user: 'ops', password: ' blank counts ' }
  expect(toDraft(values).credential).toEqual({
    kind: 'password',
    domain: 'acme',
    user: 'ops',
    password: ' blank counts ',
  })
  expect(toDraft({ ...typed, kind: 'temporary', securityToken: 'T' }).credential).toEqual({
    kind: 'temporary',
    accessKey: 'AK',
    secretKey: 'SK',
    securityToken: 'T',
  })
})

test('a colour needs a label, a project name its id', () => {
  expect(toDraft({ ...typed, color: 'red', projectName: 'x' })).not.toHaveProperty('color')
  expect(toDraft({ ...typed, color: 'red', projectName: 'x' })).not.toHaveProperty('projectName')
  expect(toDraft({ ...typed, label: 'TEST', color: 'orange', projectId: 'p', projectName: 'x' })).toMatchObject({
    label: 'TEST',
    color: 'orange',
    projectId: 'p',
    projectName: 'x',
  })
})

test('an edit keeps the stored secret unless another one is typed', () => {
  const values = initialValues(stored)
  expect(toDraft(values, stored)).toEqual({
    id: 'c1',
    name: 'Orders',
    label: 'PROD',
    color: 'red',
    region: 'cn-north-4',
    projectId: 'p1',
    projectName: 'cn-north-4',
    endpoints: { iam: 'https://iam.example.com' },
  })
  expect(toDraft({ ...values, accessKey: 'A', secretKey: 'S' }, stored).credential).toEqual({
    kind: 'aksk',
    accessKey: 'A',
    secretKey: 'S',
  })
  // Of another kind nothing is stored.
  expect(toDraft({ ...values, kind: 'password' }, stored).credential).toEqual({
    kind: 'password',
    domain: '',
    user: '',
    password: '',
  })
})

test('an edit that changes nothing is known as one', () => {
  const values = initialValues(stored)
  expect(isUnchanged(values, stored)).toBe(true)
  expect(isUnchanged({ ...values, name: 'Orders ' }, stored)).toBe(true)
  expect(isUnchanged({ ...values, label: '' }, stored)).toBe(false)
  expect(isUnchanged({ ...values, endpoints: { ...values.endpoints, iam: '' } }, stored)).toBe(false)
  expect(isUnchanged({ ...values, accessKey: 'A', secretKey: 'S' }, stored)).toBe(false)
})

test('of a simulated connection only name, label and colour change', () => {
  const simulated = { ...stored, simulated: true }
  const draft = toDraft({ ...initialValues(simulated), name: 'Demo', region: 'elsewhere-1', accessKey: 'A' }, simulated)
  expect(draft).toEqual({
    id: 'c1',
    name: 'Demo',
    label: 'PROD',
    color: 'red',
    region: 'cn-north-4',
    projectId: 'p1',
    projectName: 'cn-north-4',
    simulated: true,
  })
})

test('complains about what the server would refuse', () => {
  expect(complaints(initialValues())).toEqual({
    name: 'required',
    region: 'required',
    accessKey: 'required',
    secretKey: 'required',
  })
  expect(complaints(typed)).toEqual({})
  expect(complaints({ ...typed, region: 'cn_north' })).toEqual({ region: 'region' })
  expect(complaints({ ...typed, projectId: 'a b' })).toEqual({ projectId: 'projectId' })
  const { endpoints, certificates } = typed
  expect(
    complaints({
      ...typed,
      endpoints: {
        ...endpoints,
        iam: 'https://user@host',
        ddm: 'dms.example.com',
        roma: 'https://roma.example.com:8443',
      },
    }),
  ).toEqual({ 'endpoints.iam': 'endpoint', 'endpoints.ddm': 'endpoint' })
  expect(complaints({ ...typed, certificates: { ...certificates, cse: 'x' } })).toEqual({ 'certificates.cse': 'pem' })
})

test('an edit wants either no secret or all parts of it', () => {
  const values = initialValues(stored)
  expect(complaints(values, stored)).toEqual({})
  expect(complaints({ ...values, secretKey: 'S' }, stored)).toEqual({ accessKey: 'secretsTogether' })
  expect(complaints({ ...values, kind: 'password' }, stored)).toEqual({
    domain: 'required',
    user: 'required',
    password: 'required',
  })
})

test('puts a refusal at its field', () => {
  const refusal = (field?: string) =>
    new ApiError(400, {
      code: 'gantry.bad_parameter',
      message: 'no',
      requestId: '',
      origin: 'gantry',
      ...(field ? { field } : {}),
    })
  expect(fieldOf(refusal('credential.secretKey'), 'aksk')).toBe('secretKey')
  expect(fieldOf(refusal('credential'), 'password')).toBe('password')
  expect(fieldOf(refusal('endpoints.iam'), 'aksk')).toBe('endpoints.iam')
  expect(fieldOf(refusal(), 'aksk')).toBeUndefined()
  expect(fieldOf(new Error('x'), 'aksk')).toBeUndefined()
})

test('offers the projects of the region, or all when the cloud names them in another way', () => {
  const all = ['ap-southeast-1', 'ap-southeast-1_staging', 'ap-southeast-10', 'eu-west-101'].map((name) => ({
    id: name,
    name,
  }))
  expect(projectsOfRegion(all, 'ap-southeast-1').map(({ name }) => name)).toEqual([
    'ap-southeast-1',
    'ap-southeast-1_staging',
  ])
  expect(projectsOfRegion(all, 'sa-brazil-1')).toEqual(all)
})

/** The engines of the simulated account: one that wants a sign-in of its own, and one that does not. */
import type * as T from '~/contract/cse-engine/generated/types.ts'
import type * as operations from '~/contract/cse-engine/generated/operations.ts'
import { problem, type Call, type Db, type Handler } from '../simulation.ts'

type Op<Id extends keyof typeof operations> = (typeof operations)[Id]

interface EngineRow {
  id: string
  name: string
  authType: 'RBAC' | 'NONE'
  description: string
  createTime: number
  publicIpId: string
}

/** Where engines answer when the cloud has no server for them (the demo in the browser). */
const PRIVATE = 'https://192.168.0.169:30110'

export const engineIds = {
  NONE: '891bf21a-4024-4f47-b38c-bd259ca8f10a',
  RBAC: '2d4c6e80-9b1f-4a37-8c52-6e0f1a3b5c7d',
} as const

const rows = (db: Db) => db.table<EngineRow>('engines')

export function seedEngines(db: Db, now: number): void {
  const day = 24 * 3_600_000
  rows(db).push(
    {
      id: engineIds.RBAC,
      name: 'shop-prod',
      authType: 'RBAC',
      description: 'Services of the shop',
      createTime: now - 240 * day,
      publicIpId: '',
    },
    {
      id: engineIds.NONE,
      name: 'shop-test',
      authType: 'NONE',
      description: '',
      createTime: now - 90 * day,
      publicIpId: '',
    },
  )
}

function entrypoint(address: string): T.EntrypointItem {
  return {
    masterEntrypoint: address,
    masterEntrypointIpv6: '',
    slaveEntrypoint: '',
    slaveEntrypointIpv6: '',
    type: 'REGISTRY',
  }
}

function reference(row: EngineRow): T.EngineReference {
  return {
    vpc: 'vpc-shop',
    azList: ['az1', 'az2'],
    networkId: '88550801-e892-4f8e-b21b-f7147f604f69',
    subnetCidr: '192.168.0.0/24',
    subnetGateway: '192.168.0.1',
    publicIpId: row.publicIpId,
    serviceLimit: 200,
    instanceLimit: 200,
    inputs: { nodeFlavor: 's6.large.2', is_arm_cluster: 'false' },
  }
}

function addressOf(row: EngineRow, call: Pick<Call, 'engines'>): string {
  return call.engines?.[row.authType] ?? PRIVATE
}

function common(row: EngineRow) {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    authType: row.authType,
    flavor: 'cse.s1.medium2',
    payment: '1',
    version: '2.4.1',
    latestVersion: '2.4.1',
    status: 'Available',
    createTime: row.createTime,
    latestJobId: 12_339,
    enterpriseProjectId: '0',
    enterpriseProjectName: 'default',
    engineAdditionalActions: [],
    specType: 'CSE2',
    type: 'CSE',
  } as const
}

const listEngines: Handler<Op<'listEngines'>> = (call) => {
  const { offset, limit, type } = call.args
  const found = rows(call.db).filter(() => type !== 'Nacos')
  const size = Number(limit)
  // The text calls `offset` a page number; the first page is 0 (contract, NOTES c4).
  const page = size > 0 ? found.slice(offset * size, (offset + 1) * size) : found
  const none = entrypoint('')
  return {
    total: found.length,
    data: page.map((row) => {
      const address = addressOf(row, call)
      return {
        ...common(row),
        engineAdditionalActions: [],
        externalAddress: new URL(address).hostname,
        serviceEndpoint: { serviceCenter: entrypoint(address), kie: entrypoint(address) },
        publicAddress: '',
        publicServiceEndpoint: { serviceCenter: none, kie: none },
        totalInstance: 200,
        usedInstance: 12,
        availableInstance: 188,
        reference: reference(row),
      }
    }),
  }
}

const getEngine: Handler<Op<'getEngine'>> = (call) => {
  const row = rows(call.db).find(({ id }) => id === call.args.engine_id)
  if (!row) throw problem('SVCSTG.00501116')
  const address = addressOf(row, call)
  const none = entrypoint('')
  return {
    ...common(row),
    engineAdditionalActions: [],
    beDefault: false,
    createUser: call.user,
    externalEntrypoint: {
      externalAddress: new URL(address).hostname,
      publicAddress: '',
      serviceEndpoint: { serviceCenter: entrypoint(address), kie: entrypoint(address) },
      publicServiceEndpoint: { serviceCenter: none, kie: none },
    },
    reference: reference(row),
    projectId: call.projectId,
    vmIds: [],
  }
}

export const engineHandlers = { listEngines, getEngine }

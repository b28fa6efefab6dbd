/** The services of the side navigation; a service without screens opens the list of its operations. */
import type { Family } from '~/contract/types.ts'
import { messages } from '~/lib/messages.ts'
import { appPaths, type ConnectionParams } from '~/paths/app.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'

export const serviceMessages = messages({
  en: {
    rocketmq: 'RocketMQ',
    ddm: 'DDM',
    cse: 'Cloud Service Engine',
    roma: 'ROMA Connect',
    instances: 'Instances',
    operations: 'Operations',
  },
  zh: {
    rocketmq: 'RocketMQ',
    ddm: '分布式数据库中间件 DDM',
    cse: '微服务引擎 CSE',
    roma: '应用与数据集成 ROMA Connect',
    instances: '实例',
    operations: '接口列表',
  },
})

export type ServiceId = 'rocketmq' | 'ddm' | 'cse' | 'roma'

export interface Service {
  id: ServiceId
  families: readonly Family[]
  links: readonly { label: 'instances' | 'operations'; to: (params: ConnectionParams) => string }[]
}

const operationsOf = (service: ServiceId) => ({
  label: 'operations' as const,
  to: (params: ConnectionParams) => appPaths.operations({ ...params, service }),
})

export const services: readonly Service[] = [
  {
    id: 'rocketmq',
    families: ['rocketmq'],
    links: [{ label: 'instances', to: rocketmqPaths.instances }, operationsOf('rocketmq')],
  },
  { id: 'ddm', families: ['ddm'], links: [operationsOf('ddm')] },
  { id: 'cse', families: ['cse-engine', 'servicecomb'], links: [operationsOf('cse')] },
  { id: 'roma', families: ['roma-common', 'roma-apic', 'roma-mqs', 'roma-link'], links: [operationsOf('roma')] },
]

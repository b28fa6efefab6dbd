/** The services of the side navigation; one without screens has its operations in the explorer only. */
import type { Family } from '~/contract/types.ts'
import { messages } from '~/lib/messages.ts'
import type { ConnectionParams } from '~/paths/app.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { screens } from '~/paths/screens.ts'

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
  /** It has pages of its own. */
  hasScreens: boolean
  links: readonly { label: 'instances' | 'operations'; to: (params: ConnectionParams) => string }[]
}

function service(id: ServiceId, families: readonly Family[]): Service {
  const pages = families.flatMap((family) => screens[family] ?? [])
  return {
    id,
    families,
    hasScreens: pages.length > 0,
    links: [
      ...pages.map((to) => ({ label: 'instances' as const, to })),
      { label: 'operations', to: (params) => explorerPaths.findIn(params, families) },
    ],
  }
}

export const services: readonly Service[] = [
  service('rocketmq', ['rocketmq']),
  service('ddm', ['ddm']),
  service('cse', ['cse-engine', 'servicecomb']),
  service('roma', ['roma-common', 'roma-apic', 'roma-mqs', 'roma-link']),
]

/** The services of the side navigation; one without screens has its operations in the explorer only. */
import { serviceNames } from '~/components/serviceNames.ts'
import type { Family } from '~/contract/types.ts'
import { messages } from '~/lib/messages.ts'
import type { ConnectionParams } from '~/paths/app.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { screens } from '~/paths/screens.ts'
import { serviceFamilies, serviceIds, type ServiceId } from '~/paths/services.ts'

export const serviceMessages = messages({
  en: {
    ...serviceNames.en,
    instances: 'Instances',
    operations: 'Operations',
  },
  zh: {
    ...serviceNames.zh,
    instances: '实例',
    operations: '接口列表',
  },
})

export interface Service {
  id: ServiceId
  families: readonly Family[]
  /** It has pages of its own. */
  hasScreens: boolean
  links: readonly { label: 'instances' | 'operations'; to: (params: ConnectionParams) => string }[]
}

function service(id: ServiceId): Service {
  const families = serviceFamilies[id]
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

export const services: readonly Service[] = serviceIds.map(service)

import { serviceNames } from '~/components/serviceNames.ts'
import { useMessages } from '~/components/useMessages.ts'
import { explorerMessages } from '../explorerMessages.ts'
import { useChosenService } from './useChosenService.ts'

/** The catalogue in the breadcrumbs: by the service whose operations it shows, where that is one. */
export function FindCrumb() {
  const t = useMessages(explorerMessages)
  const names = useMessages(serviceNames)
  const service = useChosenService()
  return service ? names[service] : t.title
}

import { useSearchParams } from 'react-router'
import { parseView } from '~/api/listView.ts'
import { serviceOf, type ServiceId } from '~/paths/services.ts'
import { chosenFamilies } from './chosenFamilies.ts'

/** The service that the catalogue in the address is cut down to: it is the page of that service then. */
export function useChosenService(): ServiceId | undefined {
  const [search] = useSearchParams()
  return serviceOf(chosenFamilies(parseView(search).filters))
}

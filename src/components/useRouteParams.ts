import { useMemo } from 'react'
import { useParams } from 'react-router'
import { readParams } from '~/paths/segment.ts'

/** The parameters of the address, names as they are: `useRouteParams<TopicParams>()`. */
export function useRouteParams<P>(): P {
  const params = useParams()
  return useMemo(() => readParams(params), [params]) as unknown as P
}

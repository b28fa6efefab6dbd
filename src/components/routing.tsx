import { Suspense, type ComponentType } from 'react'
import { useResolvedPath, type LoaderFunction, type Params, type RouteObject } from 'react-router'
import { readParams } from '~/paths/segment.ts'
import { PageSkeleton } from './PageSkeleton.tsx'

/** What a route tells the shell: its part of the breadcrumbs. */
export interface RouteHandle {
  crumb: ComponentType<{ params: Params }>
  /** Address of the crumb; none for a route that only groups. */
  to?: (params: Params) => string
}

interface RouteModule {
  default: ComponentType
  loader?: LoaderFunction
}

/**
 * A page loaded when its address is opened. Each has a boundary of its own, so a new page shows its skeleton at once
 * while what is around it (tabs of the same object) stays. The same page for another object is another page: no open
 * dialog, typed value or old row of the one before is left for it.
 */
export function page(load: () => Promise<RouteModule>): Pick<RouteObject, 'lazy'> {
  return {
    lazy: async () => {
      const { default: Page, loader } = await load()
      const Component = () => (
        // The address of this route alone: what opens below it changes nothing here.
        <Suspense key={useResolvedPath('.').pathname} fallback={<PageSkeleton />}>
          <Page />
        </Suspense>
      )
      // Names reach loaders as they are, as `useRouteParams` gives them to pages.
      return {
        Component,
        ...(loader ? { loader: (args, context) => loader({ ...args, params: readParams(args.params) }, context) } : {}),
      }
    },
  }
}

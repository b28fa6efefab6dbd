import { Suspense, type ComponentType } from 'react'
import type { LoaderFunction, Params, RouteObject } from 'react-router'
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
 * while what is around it (tabs of the same object) stays.
 */
export function page(load: () => Promise<RouteModule>): Pick<RouteObject, 'lazy'> {
  return {
    lazy: async () => {
      const { default: Page, loader } = await load()
      const Component = () => (
        <Suspense fallback={<PageSkeleton />}>
          <Page />
        </Suspense>
      )
      return { Component, ...(loader ? { loader } : {}) }
    },
  }
}

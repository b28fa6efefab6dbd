import { Suspense, type ComponentType } from 'react'
import {
  useLocation,
  useParams,
  useResolvedPath,
  type LoaderFunction,
  type Params,
  type RouteObject,
} from 'react-router'
import { readParams } from '~/paths/segment.ts'
import { PageSkeleton } from './PageSkeleton.tsx'

/** What a route tells the shell: its part of the breadcrumbs. */
export interface RouteHandle {
  crumb: ComponentType<{ params: Params }>
  /** Address of the crumb; none for a route that only groups. */
  to?: (params: Params) => string
}

/** Where a page stands. */
export interface PageAddress {
  /** Names as they are, not as the address spells them. */
  params: Params
  /** Absolute. */
  url: string
}

interface RouteModule {
  default: ComponentType
  /** Starts the reads of the page before it is drawn. */
  prepare?: (address: PageAddress) => void
  /** Says whether there is such a page, where only a read can tell; the navigation waits for it. */
  loader?: LoaderFunction
}

/**
 * Runs `prepare` once for each navigation, however often its page is drawn. Not a loader of the router, which would draw
 * the page that is left once more to say that something loads.
 */
function preparing(Page: ComponentType, prepare: NonNullable<RouteModule['prepare']>): ComponentType {
  let done: string | undefined
  return function Prepared() {
    const params = useParams()
    const { key, pathname, search } = useLocation()
    if (done !== key) {
      done = key
      prepare({ params: readParams(params), url: `${location.origin}${pathname}${search}` })
    }
    return <Page />
  }
}

/**
 * A page loaded when its address is opened. Each has a boundary of its own, so a new page shows its skeleton at once
 * while what is around it (tabs of the same object) stays. The same page for another object is another page: no open
 * dialog, typed value or old row of the one before is left for it.
 */
export function page(load: () => Promise<RouteModule>): Pick<RouteObject, 'lazy'> {
  return {
    lazy: async () => {
      const { default: Bare, prepare, loader } = await load()
      const Page = prepare ? preparing(Bare, prepare) : Bare
      const Component = () => (
        // The address of this route alone: what opens below it changes nothing here.
        <Suspense key={useResolvedPath('.').pathname} fallback={<PageSkeleton />}>
          <Page />
        </Suspense>
      )
      return {
        Component,
        ...(loader ? { loader: (args, context) => loader({ ...args, params: readParams(args.params) }, context) } : {}),
      }
    },
  }
}

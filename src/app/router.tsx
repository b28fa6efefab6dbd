import { createBrowserRouter, redirect, type LoaderFunctionArgs, type RouteObject } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { connectionsQuery, sessionQuery } from '~/api/session.ts'
import { page, type RouteHandle } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { readParams } from '~/paths/segment.ts'
import { explorerRoutes } from '~/services/explorer/routes.tsx'
import { rocketmqRoutes } from '~/services/rocketmq/routes.tsx'
import { serviceMessages, services } from './services.ts'
import { ErrorPage } from './shell/ErrorPage.tsx'
import { Root } from './shell/Root.tsx'
import { Shell } from './shell/Shell.tsx'
import { shellMessages } from './shell/shellMessages.ts'
import { Starting } from './shell/Starting.tsx'

/** Signed in, or sent to where one signs in (and back afterwards). */
async function requireSession({ request }: LoaderFunctionArgs): Promise<null> {
  const session = await queryClient.ensureQueryData(sessionQuery)
  if (session.state === 'setup') throw redirect(appPaths.setup())
  if (session.state === 'anonymous') {
    const { pathname, search } = new URL(request.url)
    throw redirect(appPaths.signIn(pathname + search))
  }
  // Started here, read by the switcher: the page's own reads do not wait for it.
  void queryClient.prefetchQuery(connectionsQuery)
  return null
}

/** `/`: the connection used last, else the first, else the page that makes one. */
async function findConnection(): Promise<Response> {
  const session = await queryClient.ensureQueryData(sessionQuery)
  if (session.state !== 'signed-in') return redirect(session.state === 'setup' ? appPaths.setup() : appPaths.signIn())
  const connections = await queryClient.ensureQueryData(connectionsQuery)
  const last = localStorage.getItem('gantry.connection')
  const found = connections.find((one) => one.id === last) ?? connections[0]
  return redirect(found ? appPaths.overview({ connection: found.id }) : appPaths.connections())
}

/** Where the operations of a service stood once: links to them go on to the explorer. */
function findOperations({ params }: LoaderFunctionArgs): Response {
  const { connection = '', service } = readParams(params)
  const found = services.find((one) => one.id === service)
  return redirect(found ? explorerPaths.findIn({ connection }, found.families) : explorerPaths.find({ connection }))
}

function findNothing(): never {
  throw new Response(null, { status: 404 })
}

const crumb = (
  read: (t: ReturnType<typeof useMessages<typeof shellMessages.en>>) => string,
  to?: RouteHandle['to'],
): RouteHandle => ({
  crumb: () => read(useMessages(shellMessages)),
  ...(to ? { to } : {}),
})

const pages: RouteObject[] = [
  {
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <Starting />,
    children: [
      { path: '/sign-in', ...page(() => import('./session/SignInPage.tsx')) },
      { path: '/setup', ...page(() => import('./session/SetupPage.tsx')) },
      { path: '/', loader: findConnection, element: null },
      {
        element: <Shell />,
        loader: requireSession,
        shouldRevalidate: () => false,
        children: [
          {
            errorElement: <ErrorPage />,
            children: [
              {
                path: '/connections',
                handle: crumb(
                  (t) => t.connections,
                  () => appPaths.connections(),
                ),
                ...page(() => import('./connections/ConnectionListPage.tsx')),
                children: [
                  { index: true, element: null },
                  { path: 'new', ...page(() => import('./connections/ConnectionCreateForm.tsx')) },
                  { path: ':id/edit', ...page(() => import('./connections/ConnectionEditForm.tsx')) },
                ],
              },
              {
                path: '/c/:connection',
                children: [
                  {
                    index: true,
                    handle: crumb((t) => t.overview),
                    ...page(() => import('./overview/OverviewPage.tsx')),
                  },
                  { path: 'jobs', handle: crumb((t) => t.jobs), ...page(() => import('./jobs/JobListPage.tsx')) },
                  { path: 'operations/:service', loader: findOperations, element: null },
                  ...explorerRoutes,
                  {
                    handle: { crumb: () => useMessages(serviceMessages).rocketmq } satisfies RouteHandle,
                    children: rocketmqRoutes,
                  },
                  // Inside a connection the way to its pages stays at the side.
                  { path: '*', loader: findNothing, element: null },
                ],
              },
              {
                path: '*',
                loader: findNothing,
                element: null,
              },
            ],
          },
        ],
      },
    ],
  },
]

const routes: RouteObject[] = [{ element: <Root />, errorElement: <ErrorPage />, children: pages }]

/** Starts the router, and with it the loaders of the page that is opened: call it once, when requests can be answered. */
export function createRouter(): ReturnType<typeof createBrowserRouter> {
  return createBrowserRouter(routes, { basename: import.meta.env.BASE_URL.replace(/\/$/, '') || '/' })
}

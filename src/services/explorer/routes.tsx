import type { Params, RouteObject } from 'react-router'
import { page, type RouteHandle } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ConnectionParams } from '~/paths/app.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { explorerMessages } from './explorerMessages.ts'
import { FindCrumb } from './find/FindCrumb.tsx'

const of = (params: Params) => params as unknown as ConnectionParams
const word = (
  read: (t: ReturnType<typeof useMessages<typeof explorerMessages.en>>) => string,
  to?: RouteHandle['to'],
): RouteHandle => ({
  crumb: () => read(useMessages(explorerMessages)),
  ...(to ? { to } : {}),
})

/** Every address of the explorer, below `/c/:connection`. */
export const explorerRoutes: RouteObject[] = [
  {
    path: 'explorer',
    children: [
      {
        index: true,
        handle: { crumb: FindCrumb } satisfies RouteHandle,
        ...page(() => import('./find/FindPage.tsx')),
      },
      {
        handle: word(
          (t) => t.title,
          (params) => explorerPaths.find(of(params)),
        ),
        children: [
          { path: 'history', handle: word((t) => t.history), ...page(() => import('./history/HistoryPage.tsx')) },
          { path: 'saved', handle: word((t) => t.saved), ...page(() => import('./history/SavedPage.tsx')) },
          { path: 'calls', handle: word((t) => t.calls), ...page(() => import('./history/CallsPage.tsx')) },
          { path: 'across/:saved', handle: word((t) => t.across), ...page(() => import('./history/AcrossPage.tsx')) },
          {
            path: ':family/:operationId',
            handle: { crumb: ({ params }) => params['operationId'] ?? '' } satisfies RouteHandle,
            ...page(() => import('./operation/OperationPage.tsx')),
          },
        ],
      },
    ],
  },
]

import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { createMemoryRouter, type DataRouter, type RouteObject } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { onTestFinished } from 'vitest'
import { queryClient } from '~/api/queryClient.ts'
import { theme } from '~/app/theme/theme.ts'

interface Options {
  /** Address at which the router starts. */
  at?: string
  /** Further addresses, for what leads away. */
  routes?: readonly RouteObject[]
}

/** Draws a part as the app does: same theme, cache and kind of router. It is gone when the test ends. */
export function draw(part: ReactNode, { at = '/', routes = [] }: Options = {}): DataRouter {
  const router = createMemoryRouter([{ path: '/', element: part }, ...routes], { initialEntries: [at] })
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  const app = (
    <MantineProvider theme={theme} defaultColorScheme="light" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
  // At once: a key that is pressed next must find it.
  flushSync(() => root.render(app))
  onTestFinished(() => {
    root.unmount()
    place.remove()
    router.dispose()
    queryClient.clear()
  })
  return router
}

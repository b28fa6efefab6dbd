import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import type { DataRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { queryClient } from '~/api/queryClient.ts'
import { Gate } from './session/Gate.tsx'
import { theme } from './theme/theme.ts'

/** Providers around the router. No run-time style tags: the CSP has neither nonce nor `unsafe-inline`. */
export function App({ router }: { router: DataRouter }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        {/* Without transitions: React would draw a page in slices, and be done with it later. */}
        <RouterProvider router={router} useTransitions={false} />
        <Gate />
      </QueryClientProvider>
    </MantineProvider>
  )
}

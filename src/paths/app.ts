/** Addresses of the shell's own pages. */
import { segment } from './segment.ts'

export interface ConnectionParams {
  connection: string
}

export const appPaths = {
  home: () => '/',
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  setup: () => '/setup',
  connections: () => '/connections',
  connectionCreate: () => '/connections/new',
  connectionEdit: (params: ConnectionParams) => `/connections/${segment(params.connection)}/edit`,
  overview: (params: ConnectionParams) => `/c/${segment(params.connection)}`,
  jobs: (params: ConnectionParams) => `/c/${segment(params.connection)}/jobs`,
} as const

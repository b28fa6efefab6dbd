import { Outlet } from 'react-router'
import { Toasts } from './Toasts.tsx'

/** Around every page, also those that stand for a failure: toasts survive what changes below, and may hold links. */
export function Root() {
  return (
    <>
      <Outlet />
      <Toasts />
    </>
  )
}

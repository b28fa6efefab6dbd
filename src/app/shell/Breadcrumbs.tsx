import { Link, useMatches } from 'react-router'
import type { RouteHandle } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { readParams } from '~/paths/segment.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'

/** Where we are, from the matched routes; the last is the page itself. */
export function Breadcrumbs() {
  const t = useMessages(shellMessages)
  const matches = useMatches().filter((match) => match.handle)
  if (matches.length === 0) return null
  return (
    <nav className={classes.crumbs} aria-label={t.breadcrumbs}>
      <ol>
        {matches.map((match, index) => {
          const { crumb: Crumb, to } = match.handle as RouteHandle
          const params = readParams(match.params)
          const isLast = index === matches.length - 1
          return (
            <li key={match.id} {...(isLast ? { 'aria-current': 'page' } : {})}>
              {to && !isLast ? (
                <Link to={to(params)}>
                  <Crumb params={params} />
                </Link>
              ) : (
                <Crumb params={params} />
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

import { NavLink, useLocation, useParams } from 'react-router'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { InstanceName } from '~/services/rocketmq/instances/InstanceName.tsx'
import { serviceMessages, services, type Service } from '../services.ts'
import { isAddress } from './isAddress.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'

/** The services, and below them what is open. */
export function Navigation() {
  const t = useMessages(shellMessages)
  const names = useMessages(serviceMessages)
  const params = useParams()
  const location = useLocation()
  const { connection, instance_id } = params
  // The explorer and the operations of each service are one page: which of them is open stands in the query.
  const isOpen = ({ families }: Service) =>
    connection !== undefined && isAddress(explorerPaths.findIn({ connection }, families), location)
  return (
    <nav className={classes.side} aria-label={t.navigation}>
      {connection && (
        <>
          <ul>
            <li>
              <NavLink to={appPaths.overview({ connection })} end>
                {t.overview}
              </NavLink>
            </li>
          </ul>
          {services.map((service) => (
            <section key={service.id}>
              <h2>{names[service.id]}</h2>
              <ul>
                {service.links.map((link) => (
                  <li key={link.label}>
                    <NavLink
                      to={link.to({ connection })}
                      end={link.label === 'instances' && instance_id !== undefined}
                      aria-current={link.label === 'operations' && !isOpen(service) ? 'false' : 'page'}
                    >
                      {names[link.label]}
                    </NavLink>
                    {service.id === 'rocketmq' && link.label === 'instances' && instance_id && (
                      <NavLink to={rocketmqPaths.instance({ connection, instance_id })} data-sub="">
                        <InstanceName params={params} />
                      </NavLink>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </>
      )}
      <section>
        <h2>{t.tools}</h2>
        <ul>
          {connection && (
            <>
              <li>
                <NavLink
                  to={explorerPaths.find({ connection })}
                  aria-current={services.some(isOpen) ? 'false' : 'page'}
                >
                  {t.explorer}
                </NavLink>
              </li>
              <li>
                <NavLink to={appPaths.jobs({ connection })}>{t.jobs}</NavLink>
              </li>
            </>
          )}
          <li>
            <NavLink
              to={appPaths.connections()}
              data-within={location.pathname.startsWith('/connections') ? '' : undefined}
            >
              {t.connections}
            </NavLink>
          </li>
        </ul>
      </section>
    </nav>
  )
}

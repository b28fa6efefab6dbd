import { NavLink } from 'react-router'
import { formatNumber } from './numbers.ts'
import { useOffer } from './pageOffers.ts'
import css from './RouteTabs.module.css'

export interface RouteTab {
  to: string
  label: string
  /** Undefined: not known (yet), nothing is shown. */
  count?: number
  /** Only this very address, for the tab at the root of the page. */
  end?: boolean
}

/** Sections of a page; each has its own address. */
export function RouteTabs({ tabs, label }: { tabs: readonly RouteTab[]; label: string }) {
  useOffer({ actions: tabs.map((tab) => ({ id: tab.to, label: tab.label, to: tab.to })) })
  return (
    <nav className={css.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.end} className={css.tab}>
          {tab.label}
          {tab.count === undefined ? null : <span className={css.count}>{formatNumber(tab.count)}</span>}
        </NavLink>
      ))}
    </nav>
  )
}

import { IconRefresh } from '@tabler/icons-react'
import { useContext, type ReactNode } from 'react'
import type { Action } from './actions.ts'
import { ActionMenu } from './ActionMenu.tsx'
import { Button } from './Button.tsx'
import { commonMessages } from './commonMessages.ts'
import { CopyButton } from './CopyButton.tsx'
import { PageCallsMenu } from './PageCallsMenu.tsx'
import { useOffer } from './pageOffers.ts'
import { RefreshScope } from './table/refreshScope.ts'
import { UpdatedAgo } from './UpdatedAgo.tsx'
import { useMessages } from './useMessages.ts'
import css from './PageHeader.module.css'

interface Props {
  title: string
  /** Language of a title that is not in that of the page: words of the contract. */
  titleLang?: 'en'
  /** The title is an id or a wire name. */
  mono?: boolean
  /** Text that a button beside the title copies: the id. */
  copy?: string
  /** Usually a `StatusBadge`. */
  badge?: ReactNode
  /** A few facts under the title. */
  facts?: readonly { label: string; value: ReactNode }[]
  refresh?: { onRefresh: () => void; isFetching: boolean; updatedAt?: number }
  /** Menu of what can be done to the resource. */
  actions?: readonly Action[]
  /** The one primary button of the view, and at most few others before it. */
  children?: ReactNode
}

/** Name, state and actions of a page: its only `h1`. */
export function PageHeader({ title, titleLang, mono, copy, badge, facts, refresh, actions, children }: Props) {
  const t = useMessages(commonMessages)
  const hasList = useContext(RefreshScope)?.hasList === true
  useOffer({ title, actions: actions ?? [] })
  return (
    <header className={css.header}>
      <div className={css.line}>
        <h1 lang={titleLang} className={mono ? `${css.title} ${css.mono}` : css.title}>
          {title}
        </h1>
        {copy ? <CopyButton text={copy} what={copy === title ? title : 'ID'} /> : null}
        {badge}
        <div className={css.buttons}>
          {refresh && !hasList ? (
            <Button
              onClick={refresh.onRefresh}
              leftSection={
                <IconRefresh size={14} aria-hidden data-spin={refresh.isFetching || undefined} className={css.icon} />
              }
            >
              {t.refresh}
              {refresh.updatedAt === undefined ? null : (
                <span className={css.age}>
                  <UpdatedAgo short at={refresh.updatedAt} />
                </span>
              )}
            </Button>
          ) : null}
          {actions && actions.length > 0 ? <ActionMenu actions={actions} label={t.actions} /> : null}
          {children}
          <PageCallsMenu />
        </div>
      </div>
      {facts && facts.length > 0 ? (
        <dl className={css.facts}>
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value ?? '–'}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </header>
  )
}

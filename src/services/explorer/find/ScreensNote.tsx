import { Link } from 'react-router'
import type { ColumnFilter } from '~/api/list.ts'
import { useLanguage, useMessages } from '~/components/useMessages.ts'
import { screens } from '~/paths/screens.ts'
import { chosenFamilies } from './chosenFamilies.ts'
import { findMessages } from './findMessages.ts'
import css from './Find.module.css'

interface Props {
  connection: string
  filters: readonly ColumnFilter[]
  /** Of the service that all of the chosen families make up. */
  name: string | undefined
}

/** Of the services that the catalogue is cut down to: that they have no screens yet, or where their screens are. */
export function ScreensNote({ connection, filters, name }: Props) {
  const t = useMessages(findMessages)
  const language = useLanguage()
  const chosen = chosenFamilies(filters)
  if (chosen.length === 0) return null
  const [begin, ...others] = chosen.flatMap((family) => screens[family] ?? [])
  if (begin)
    return others.length === 0 && chosen.length === 1 ? (
      <p className={css.screens}>
        {t.hasScreens} <Link to={begin({ connection })}>{t.toScreens}</Link>
      </p>
    ) : null
  const names = new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB').format(chosen.map((one) => t.families[one]))
  return (
    <div className={css.notice}>
      <b>{name ? t.noScreens(1, name) : t.noScreens(chosen.length, names)}</b>
      <p>{t.noScreensText}</p>
    </div>
  )
}

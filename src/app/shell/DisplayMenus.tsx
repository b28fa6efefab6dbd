import { useMantineColorScheme } from '@mantine/core'
import { MenuButton } from '~/components/MenuButton.tsx'
import { useLanguage, useMessages } from '~/components/useMessages.ts'
import { setLanguage } from '~/lib/messages.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'

/** English ⇄ 简体中文. */
export function LanguageButton() {
  const t = useMessages(shellMessages)
  const language = useLanguage()
  const other = language === 'en' ? 'zh' : 'en'
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={`${t.language}: ${other === 'zh' ? '简体中文' : 'English'}`}
      onClick={() => setLanguage(other)}
    >
      <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{other === 'zh' ? '中文' : 'EN'}</span>
    </button>
  )
}

/** Light, dark, or what the system says. */
export function SchemeMenu() {
  const t = useMessages(shellMessages)
  // Without `keepTransitions` Mantine writes a style element, which the CSP refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const choices = { light: t.light, dark: t.dark, auto: t.system } as const
  return (
    <MenuButton
      label={`${t.theme}: ${choices[colorScheme]}`}
      className={classes.tool}
      entries={(['light', 'dark', 'auto'] as const).map((scheme) => ({
        id: scheme,
        label: choices[scheme],
        current: scheme === colorScheme,
        onSelect: () => setColorScheme(scheme),
      }))}
    >
      <span aria-hidden="true">◐</span>
    </MenuButton>
  )
}

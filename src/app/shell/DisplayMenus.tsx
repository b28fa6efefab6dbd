import { Menu, useMantineColorScheme } from '@mantine/core'
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
    <button type="button" className={classes.tool} aria-label={`${t.language}: ${other === 'zh' ? '简体中文' : 'English'}`} onClick={() => setLanguage(other)}>
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
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.tool} aria-label={`${t.theme}: ${choices[colorScheme]}`}>
          <span aria-hidden="true">◐</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['light', 'dark', 'auto'] as const).map((scheme) => (
          <Menu.Item key={scheme} onClick={() => setColorScheme(scheme)} {...(scheme === colorScheme ? { 'aria-current': 'true' } : {})}>
            {choices[scheme]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What a person chose for this browser: language. (Colour scheme: Mantine; time zone and tables: their components.) */
import { languages, onLanguageChange, currentLanguage, setLanguage, type Language } from '~/lib/messages.ts'

const languageKey = 'gantry.language'

function preferred(): Language {
  const stored = localStorage.getItem(languageKey)
  const known = languages.find((one) => one === stored)
  return known ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')
}

/** Restores the choices before the first paint, and keeps them from then on. */
export function restorePreferences(): void {
  const apply = () => {
    document.documentElement.lang = currentLanguage() === 'zh' ? 'zh-CN' : 'en'
  }
  onLanguageChange(() => {
    localStorage.setItem(languageKey, currentLanguage())
    apply()
  })
  const language = preferred()
  if (language !== currentLanguage()) setLanguage(language)
  apply()
}

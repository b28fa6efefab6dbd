import { TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { sessionQuery, setUp } from '~/api/session.ts'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import { isTooShort } from './isTooShort.ts'
import { NameField } from './NameField.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'
import { PasswordField } from './PasswordField.tsx'
import classes from './session.module.css'
import { SessionCard } from './SessionCard.tsx'
import { sessionMessages } from './sessionMessages.ts'
import { setupCodeIn } from './setupCode.ts'

/** The code of the one-time link stands in the fragment, which no server or proxy ever sees. */
function takeLinkToken(): string {
  const { hash, pathname } = window.location
  if (!hash.includes('token=')) return ''
  // Read once, then gone from the address bar and the history.
  window.history.replaceState(window.history.state, '', pathname)
  return setupCodeIn(hash)
}
const firstToken = takeLinkToken()

/** First run: creates the administrator. */
export default function SetupPage() {
  const t = useMessages(sessionMessages)
  const navigate = useNavigate()
  const { data: session } = useQuery(sessionQuery)
  const [linkToken, setLinkToken] = useState(firstToken)
  const [code, setCode] = useState('')
  const token = linkToken || setupCodeIn(code)
  // The link opened in this tab while the page asks for its code: nothing but the fragment changes.
  useEffect(() => {
    const handleChange = () => setLinkToken((before) => takeLinkToken() || before)
    window.addEventListener('hashchange', handleChange)
    return () => window.removeEventListener('hashchange', handleChange)
  }, [])
  const [name, setName] = useState('admin')
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [isChecked, setChecked] = useState(false)
  const attempt = useMutation({
    mutationFn: () => setUp({ token, name, password }),
    onSuccess: async (next) => {
      queryClient.setQueryData(sessionQuery.queryKey, next)
      await navigate(appPaths.connections(), { replace: true })
    },
  })
  const differs = password !== repeated
  const handleSubmit = () => {
    setChecked(true)
    if (token && !isTooShort(password) && !differs) attempt.mutate()
  }
  if (session && session.state !== 'setup')
    return (
      <main className={classes.page}>
        <div className={classes.card}>
          <h1>{t.alreadySetUp}</h1>
          <Link to={appPaths.home()}>{t.continue}</Link>
        </div>
      </main>
    )
  return (
    <SessionCard title={t.setUp} attempt={attempt} submitLabel={t.create} onSubmit={handleSubmit} noValidate>
      <p className={classes.text}>{linkToken ? t.setUpText : t.setUpCodeText}</p>
      {!linkToken && (
        <TextInput
          label={t.token}
          description={t.tokenHelp}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={isChecked && !token && t.missing}
          autoComplete="off"
          required
        />
      )}
      <NameField value={name} onChange={setName} />
      <NewPasswordField label={t.password} value={password} onChange={setPassword} isChecked={isChecked} />
      <PasswordField
        label={t.repeat}
        value={repeated}
        onChange={setRepeated}
        autoComplete="new-password"
        error={isChecked && differs && t.differs}
      />
    </SessionCard>
  )
}

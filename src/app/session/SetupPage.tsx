import { TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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

/** The code of the one-time link stands in the fragment, which no server or proxy ever sees. */
const linkToken = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? ''
// Read once, then gone from the address bar and the history.
if (linkToken) window.history.replaceState(window.history.state, '', window.location.pathname)

/** First run: creates the administrator. */
export default function SetupPage() {
  const t = useMessages(sessionMessages)
  const navigate = useNavigate()
  const { data: session } = useQuery(sessionQuery)
  const [token, setToken] = useState(linkToken)
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
    if (!isTooShort(password) && !differs) attempt.mutate()
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
      <p className={classes.text}>{t.setUpText}</p>
      {!linkToken && (
        <TextInput
          label={t.token}
          description={t.tokenHelp}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
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

import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Link, useNavigate } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { sessionQuery, setUp } from '~/api/session.ts'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import classes from './session.module.css'
import { sessionError } from './sessionError.ts'
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
  const tooShort = [...password].length < 12
  const differs = password !== repeated
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!tooShort && !differs) attempt.mutate()
  }
  const error = sessionError(attempt.error, t)
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
    <main className={classes.page}>
      <form className={classes.card} onSubmit={handleSubmit} noValidate>
        <span className={classes.brand}>
          <i aria-hidden="true" /> Gantry
        </span>
        <h1>{t.setUp}</h1>
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
        <TextInput
          label={t.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="username"
          required
        />
        <PasswordInput
          label={t.password}
          description={t.passwordHelp}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          error={isChecked && tooShort ? t.tooShort : undefined}
          required
        />
        <PasswordInput
          label={t.repeat}
          value={repeated}
          onChange={(event) => setRepeated(event.currentTarget.value)}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          error={isChecked && differs ? t.differs : undefined}
          required
        />
        {error && (
          <p role="alert" className={classes.error}>
            {error}
          </p>
        )}
        <Button type="submit" variant="filled" loading={attempt.isPending}>
          {t.create}
        </Button>
      </form>
    </main>
  )
}

import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { sessionQuery, signIn } from '~/api/session.ts'
import { useMessages } from '~/components/useMessages.ts'
import { localPath } from '~/lib/localPath.ts'
import { appPaths } from '~/paths/app.ts'
import classes from './session.module.css'
import { sessionError } from './sessionError.ts'
import { sessionMessages } from './sessionMessages.ts'

/** Name and password of a local user; then back to where one came from. */
export default function SignInPage() {
  const t = useMessages(sessionMessages)
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const { data: session } = useQuery(sessionQuery)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const attempt = useMutation({
    mutationFn: () => signIn({ name, password }),
    onSuccess: async (next) => {
      queryClient.setQueryData(sessionQuery.queryKey, next)
      await navigate(localPath(search.get('next')), { replace: true })
    },
  })
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    attempt.mutate()
  }
  if (session?.state === 'setup') return <Navigate to={appPaths.setup()} replace />
  const error = sessionError(attempt.error, t)
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={handleSubmit}>
        <span className={classes.brand}>
          <i aria-hidden="true" /> Gantry
        </span>
        <h1>{t.signIn}</h1>
        {session?.mode === 'demo' && <p className={classes.text}>{t.demo}</p>}
        <TextInput
          label={t.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="username"
          required
        />
        <PasswordInput
          label={t.password}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          required
        />
        {error && (
          <p role="alert" className={classes.error}>
            {error}
          </p>
        )}
        <Button type="submit" variant="filled" loading={attempt.isPending}>
          {t.signIn}
        </Button>
      </form>
    </main>
  )
}

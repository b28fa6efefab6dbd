import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { sessionQuery, signIn } from '~/api/session.ts'
import { useMessages } from '~/components/useMessages.ts'
import { localPath } from '~/lib/localPath.ts'
import { appPaths } from '~/paths/app.ts'
import { NameField } from './NameField.tsx'
import { PasswordField } from './PasswordField.tsx'
import classes from './session.module.css'
import { SessionCard } from './SessionCard.tsx'
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
  if (session?.state === 'setup') return <Navigate to={appPaths.setup()} replace />
  return (
    <SessionCard title={t.signIn} attempt={attempt} submitLabel={t.signIn} onSubmit={() => attempt.mutate()}>
      {session?.mode === 'demo' && <p className={classes.text}>{t.demo}</p>}
      <NameField value={name} onChange={setName} />
      <PasswordField label={t.password} value={password} onChange={setPassword} autoComplete="current-password" />
    </SessionCard>
  )
}

import type { UseFormReturnType } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { queryClient } from '~/api/queryClient.ts'
import { connectionsQuery, testDraft } from '~/api/session.ts'
import { Button } from '~/components/Button.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection, ConnectionDraft, ConnectionTest } from '~/contract/console.ts'
import { blameField } from './blameField.ts'
import { checkDraft } from './checkDraft.ts'
import { connectionFormMessages } from './connectionFormMessages.ts'
import type { ConnectionValues } from './connectionForm.ts'
import classes from './Connections.module.css'
import { ConnectionTestResult } from './ConnectionTestResult.tsx'

interface Props {
  form: UseFormReturnType<ConnectionValues>
  stored?: Connection | undefined
}

/** Tries what is typed before it is saved. */
export function DraftTest({ form, stored }: Props) {
  const t = useMessages(connectionFormMessages)
  const test = useMutation<ConnectionTest, ApiError, ConnectionDraft>({
    mutationFn: testDraft,
    gcTime: 0,
    // Where nothing was changed it was the stored connection that was tested, and the list tells of it.
    onSuccess: () => (stored ? queryClient.invalidateQueries(connectionsQuery) : undefined),
    onError: (error) => blameField(form, error),
  })
  const handleTest = () => {
    const draft = checkDraft(form, stored, ['name'])
    if (draft) test.mutate({ ...draft, name: draft.name || '-' })
  }
  return (
    <div className={classes.group}>
      <div className={classes.inline}>
        <Button onClick={handleTest} loading={test.isPending}>
          {test.data || test.error ? t.testAgain : t.test}
        </Button>
        <span className={classes.dim}>{t.testHelp}</span>
      </div>
      {test.error ? <ErrorState error={test.error} compact /> : null}
      {test.data ? <ConnectionTestResult test={test.data} /> : null}
    </div>
  )
}

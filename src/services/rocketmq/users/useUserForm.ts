import { useForm, type UseFormReturnType } from '@mantine/form'
import { readMessages } from '~/lib/messages.ts'
import { isUserName, isWeakSecret, rowProblems, type UserValues } from './userForm.ts'
import { userFormMessages } from './userFormMessages.ts'

/** What is wrong with the values, by path of the form. A user that exists may keep its name and its secret. */
function problemsOf(values: UserValues, exists: boolean): Record<string, string> {
  const { problems, duplicate } = readMessages(userFormMessages)
  const secretIsKept = exists && values.secret_key === ''
  return {
    ...(exists || isUserName(values.access_key) ? {} : { access_key: problems.name }),
    ...(secretIsKept || !isWeakSecret(values.secret_key) ? {} : { secret_key: problems.weak }),
    ...Object.fromEntries(
      rowProblems(values).map(({ path, problem }) => [path, problem === 'missing' ? problems.missing : duplicate]),
    ),
  }
}

/** The form state of a user; a name of a line is wrong under its path (`topic_perms.0.name`). */
export function useUserForm(initial: UserValues, exists: boolean): UseFormReturnType<UserValues> {
  return useForm<UserValues>({ initialValues: initial, validate: (values) => problemsOf(values, exists) })
}

import type { UseFormReturnType } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { markStale } from '~/api/queryClient.ts'
import { replaceFresh, type ConflictError } from '~/api/replace.ts'
import type { MutationState } from '~/components/actions.ts'
import { useConflict } from '~/components/useConflict.ts'
import type { Operation } from '~/contract/types.ts'
import { changedFields, keepTouched } from '~/lib/changes.ts'

interface Options<Values> {
  connection: string
  /** Makes the change. */
  operation: Operation
  form: UseFormReturnType<Values>
  /** The values that the form is opened on. */
  opened: Values
  /** The same values as they are now. */
  read: () => Promise<Values>
  /** Sends what differs between the two. */
  send: (values: Values, before: Values) => Promise<unknown>
}

interface PartialUpdate<Values> {
  /** What "old" means: the values that the form was opened on, or those taken over since. */
  before: Values
  mutation: MutationState
  /** Somebody else changed a field that is touched here; nothing has been sent. */
  conflict: ConflictError | undefined
  /** Takes their values over; what is touched stays. */
  accept: () => void
  save: (values: Values, onSuccess: () => void) => void
}

/** Changes some fields of an object; those are read again just before, so that nobody's change is overwritten. */
export function usePartialUpdate<Values extends object>(options: Options<Values>): PartialUpdate<Values> {
  const { connection, operation, form, opened, read, send } = options
  // A refresh behind the form must not change what "old" means.
  const [before, setBefore] = useState(opened)
  const { mutate, isPending, error, reset } = useMutation<unknown, Error, Values>({
    mutationKey: [operation.family, operation.id],
    mutationFn: (values) => {
      const touched = new Set(changedFields(before, values).map(({ field }) => field))
      const ignore = Object.keys(values).filter((field) => !touched.has(field))
      return replaceFresh({ opened: before, read, ignore, write: () => send(values, before) })
    },
    onSuccess: () => void markStale(connection, operation.family),
  })
  const conflict = useConflict(error)
  return {
    before,
    mutation: { isPending, error: conflict ? null : error, reset },
    conflict,
    accept: () => {
      const theirs = conflict?.current as Values | undefined
      if (!theirs) return
      const values = keepTouched(form.getValues(), before, theirs)
      form.setInitialValues(theirs)
      form.setValues(values)
      setBefore(theirs)
      reset()
    },
    save: (values, onSuccess) => mutate(values, { onSuccess }),
  }
}

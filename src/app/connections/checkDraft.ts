import type { UseFormReturnType } from '@mantine/form'
import type { Connection, ConnectionDraft } from '~/contract/console.ts'
import { toDraft, type ConnectionValues } from './connectionForm.ts'

/**
 * The draft of what is typed, to be tried out before it is saved; undefined when it is not complete, with the
 * complaints at their fields. `unneeded` fields may be wrong for this.
 */
export function checkDraft(
  form: UseFormReturnType<ConnectionValues>,
  stored: Connection | undefined,
  unneeded: readonly string[],
): ConnectionDraft | undefined {
  const { errors } = form.validate()
  for (const name of unneeded) form.clearFieldError(name)
  return Object.keys(errors).some((name) => !unneeded.includes(name)) ? undefined : toDraft(form.getValues(), stored)
}

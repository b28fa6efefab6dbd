import type { UseFormReturnType } from '@mantine/form'
import { describeError } from '~/components/describeError.ts'
import { fieldOf, type ConnectionValues } from './connectionForm.ts'

/** Says a refusal at the field that it blames, if it blames one. */
export function blameField(form: UseFormReturnType<ConnectionValues>, error: unknown): void {
  const field = fieldOf(error, form.getValues().kind)
  if (field) form.setFieldError(field, describeError(error).message)
}

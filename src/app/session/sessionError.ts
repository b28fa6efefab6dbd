import { isApiError } from '~/api/error.ts'
import { describeError } from '~/components/describeError.ts'
import type { sessionMessages } from './sessionMessages.ts'

/** A failed sign-in in words. */
export function sessionError(error: Error | null, t: (typeof sessionMessages)['en']): string | undefined {
  if (!error) return undefined
  if (isApiError(error, 'gantry.wrong_password')) return t.wrong
  if (isApiError(error, 'gantry.too_many_attempts')) return t.tooMany(error.retryAfter ?? 60)
  if (isApiError(error, 'gantry.setup_token')) return t.wrongToken
  return describeError(error).message
}

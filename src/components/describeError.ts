import { isApiError } from '~/api/error.ts'
import type { Problem } from '~/contract/console.ts'
import { readMessages } from '~/lib/messages.ts'
import { commonMessages } from './commonMessages.ts'
import { loadErrorWords, translatedError } from './errorWords.ts'
import { problemMessages } from './problemMessages.ts'

export interface ErrorText {
  /** What kind of failure, in our words. */
  title: string
  /** What the cloud or the server said, in the reader's language where its code is known. */
  message: string
  /** What it said word for word (English), where `message` is a translation. */
  original?: string
  hint?: string
  code?: string
  requestId?: string
  tone: 'warn' | 'error'
}

/** As `describeError`, for what is said once and not drawn again: waits for the words of the reader's language. */
export async function describeOnce(error: unknown): Promise<ErrorText> {
  if (isApiError(error)) await loadErrorWords(error.problem.family)
  return describeError(error)
}

/** A failure in words, the same in lists, pages, forms and dialogs: in components together with `useErrorWords`. */
export function describeError(error: unknown): ErrorText {
  const t = readMessages(commonMessages).errors
  if (!isApiError(error))
    return { title: t.unexpected, message: error instanceof Error ? error.message : String(error), tone: 'error' }
  const { problem, status, retryAfter } = error
  const base = { ...problemWords(problem), code: problem.code, requestId: problem.requestId }
  if (problem.unknownOutcome)
    return {
      ...base,
      title: t.unknownOutcome,
      hint: problem.hint === undefined ? t.unknownOutcomeHint : base.hint,
      tone: 'warn',
    }
  if (status === 403 && problem.origin === 'cloud')
    return {
      ...base,
      title: t.permission,
      hint: problem.permission ? t.permissionHint(problem.permission) : base.hint,
      tone: 'error',
    }
  if (status === 429)
    return {
      ...base,
      title: t.throttled,
      hint: retryAfter === undefined ? base.hint : t.throttledHint(retryAfter),
      tone: 'warn',
    }
  const own = ownTitle(problem.code)
  return { ...base, title: own ?? titleOf(status, problem.code), tone: 'error' }
}

/** What happened and what to do. A cloud that answers in Chinese needs no translation of ours. */
export function problemWords(problem: Problem): Pick<ErrorText, 'message' | 'original' | 'hint'> {
  const { message, hint } = problem
  const translated = translatedError(problem)
  if (!translated) return { message, hint }
  if (/\p{Script=Han}/u.test(message)) return { message, hint: translated.hint ?? hint }
  return { message: translated.message, original: message, hint: translated.hint }
}

function titleOf(status: number, code: string): string {
  const t = readMessages(commonMessages).errors
  if (code === 'gantry.unreachable' || status === 0) return t.unreachable
  if (status === 401) return t.signIn
  if (status === 404) return t.notFound
  if (status === 409) return t.conflict
  return status >= 500 ? t.server : t.invalid
}

/** What our own server's codes mean, in the language of the reader; its message (English) adds the detail. */
function ownTitle(code: string): string | undefined {
  const titles: Readonly<Record<string, string>> = readMessages(problemMessages)
  return code.startsWith('gantry.') ? titles[code.slice('gantry.'.length)] : undefined
}

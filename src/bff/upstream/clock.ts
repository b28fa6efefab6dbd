import type { AnswerHeaders } from './request.ts'

/** Signatures are refused when our clock and the cloud's are further apart than this. */
const REFUSED_SECONDS = 15 * 60
/** Worth a warning. */
export const SKEW_WARNING_SECONDS = 5 * 60

/** `20191115T033655Z` → milliseconds since 1970. */
function parseSdkDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second] = match
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

/** Seconds by which the cloud's clock is ahead of ours (negative: behind), from its `Date` header; undefined without one. */
export function skewOf(headers: AnswerHeaders, now: number): number | undefined {
  const date = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(date) ? undefined : Math.round((date - now) / 1000)
}

/**
 * The skew in seconds when a refusal (401, 403) is about the clock: its text says so, or the `Date` header is further
 * away than the cloud accepts. Undefined when it is about something else.
 */
export function clockRefusal(headers: AnswerHeaders, text: string, now: number): number | undefined {
  const byHeader = skewOf(headers, now)
  const said =
    /signature expired|signature time|request (?:time )?expired|sdk-date.*(?:expired|invalid)|too skewed/i.test(text)
  const server = /server time:\s*(\d{8}T\d{6}Z)/i.exec(text)?.[1]
  const byText = server === undefined ? undefined : parseSdkDate(server)
  if (said) return byText === undefined ? (byHeader ?? 0) : Math.round((byText - now) / 1000)
  return byHeader !== undefined && Math.abs(byHeader) > REFUSED_SECONDS ? byHeader : undefined
}

/** Takes the browsers' reports of violated content security policy; anybody can send them, so little is kept. */
import { readBytes } from './body.ts'
import type { Logger } from './log.ts'
import { Refusal } from './problem.ts'

const MAX_BYTES = 16 * 1024
const PER_MINUTE = 30

export function cspReports(log: Logger, now: () => number) {
  let minute = 0
  let taken = 0
  return async (request: Request): Promise<Response> => {
    const current = Math.floor(now() / 60_000)
    if (current !== minute) {
      minute = current
      taken = 0
    }
    taken += 1
    if (taken > PER_MINUTE) {
      throw new Refusal(429, 'gantry.throttled', 'Enough reports for this minute.', {
        retryAfterSeconds: 60 - (now() % 60_000) / 1000,
      })
    }
    if (!/^application\/(csp-report|reports\+json|json)\b/i.test(request.headers.get('content-type') ?? '')) {
      throw new Refusal(415, 'gantry.unsupported_type', 'Send application/csp-report.')
    }
    const text = new TextDecoder().decode(await readBytes(request, MAX_BYTES))
    log.warn('csp.report', summary(text))
    return new Response(null, { status: 204 })
  }
}

/** The few facts that point at the cause; addresses without query and fragment. */
function summary(text: string): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(text)
    const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed
    const report = pick(first, 'csp-report') ?? pick(first, 'body') ?? first
    const fact = (...names: string[]) => {
      const value = names.map((name) => pick(report, name)).find((item) => typeof item === 'string')
      return (
        String(value ?? '')
          .split(/[?#]/, 1)[0]
          ?.slice(0, 200) ?? ''
      )
    }
    return {
      directive: fact('effective-directive', 'effectiveDirective', 'violated-directive'),
      blocked: fact('blocked-uri', 'blockedURL'),
      document: fact('document-uri', 'documentURL'),
      source: fact('source-file', 'sourceFile'),
    }
  } catch {
    return { directive: 'not JSON' }
  }
}

function pick(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}

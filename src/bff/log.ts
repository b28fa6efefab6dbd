/** Structured log: one JSON line per event, without secrets, without line breaks of a stranger's making. */
import type { Log } from './types.ts'
import type { LogLevel } from './config.ts'

export interface Logger extends Log {
  debug(event: string, fields?: object): void
  /** Whether lines of this level are written at all. */
  enabled(level: LogLevel): boolean
}

/** Values that must never be written, learnt at run time (decrypted keys, the set-up token). */
export interface Scrubber {
  /** Remembers a secret; texts shorter than 8 characters would blank ordinary words and are left to the field names. */
  add(secret: string): void
  scrub(text: string): string
}

const REDACTED = '[redacted]'
const MAX_SECRETS = 600
const MAX_TEXT = 4000
const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

/** Field names whose value is a secret whatever it looks like. */
const secretName =
  /pass(word|wd|phrase)?$|^(current|sk|ak)$|secret|token|authori[sz]ation|cookie|access_?key|private_?key|app_?key|credential|session_?id|cert_?content|signature|(^|_)pem$/i

/** Texts that are secrets wherever they stand: signatures, bearers, private keys, tokens in addresses. */
const secretTexts: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, REDACTED],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9+/._~=-]{8,}/gi, `$1 ${REDACTED}`],
  [/\b(Access|Signature|Credential)=[^,\s"&]+/g, `$1=${REDACTED}`],
  [
    /((?:token|secret|password|passwd|access_?key|secret_?key|securityToken)["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
    `$1${REDACTED}`,
  ],
]

export function createScrubber(): Scrubber {
  const secrets = new Set<string>()
  return {
    add(secret) {
      if (secret.length < 8) return
      // The base64 and hex spellings too: an error text may carry either.
      for (const spelling of [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')]) {
        secrets.delete(spelling)
        secrets.add(spelling)
      }
      for (const oldest of secrets) {
        if (secrets.size <= MAX_SECRETS) break
        secrets.delete(oldest)
      }
    },
    scrub(text) {
      let clean = text
      for (const secret of secrets) if (clean.includes(secret)) clean = clean.replaceAll(secret, REDACTED)
      // Every one of them has a blank, a colon or an equals sign; most of what is logged has none.
      if (/[\s:=]/.test(clean))
        for (const [pattern, replacement] of secretTexts) clean = clean.replace(pattern, replacement)
      return clean
    },
  }
}

/** Copies a value with secret fields and secret texts blanked; errors become name, message and stack. */
export function redact(value: unknown, scrubber: Scrubber, depth = 0): unknown {
  if (typeof value === 'string') {
    const clean = scrubber.scrub(value)
    return clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}…` : clean
  }
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value
  if (depth > 6) return '…'
  if (value instanceof Error) {
    return redact(
      { name: value.name, message: value.message, stack: value.stack, cause: value.cause },
      scrubber,
      depth + 1,
    )
  }
  if (value instanceof Uint8Array) return `[${value.length} bytes]`
  if (value instanceof URL) return redact(value.href, scrubber, depth)
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, scrubber, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      secretName.test(name) && typeof field !== 'boolean' && field !== undefined
        ? REDACTED
        : redact(field, scrubber, depth + 1),
    ]),
  )
}

interface LogOptions {
  level: LogLevel
  scrubber: Scrubber
  now: () => number
  write: (line: string) => void
}

/** Makes a log; `write` gets one whole line at a time, with its line break. */
export function createLog({ level, scrubber, now, write }: LogOptions): Logger {
  const floor = levels.indexOf(level)
  const at = (name: LogLevel) => {
    const rank = levels.indexOf(name)
    return (event: string, fields: object = {}) => {
      if (rank < floor) return
      const record = redact(fields, scrubber)
      write(oneLine({ time: new Date(now()).toISOString(), level: name, event, ...(record as object) }))
    }
  }
  return {
    enabled: (name) => levels.indexOf(name) >= floor,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  }
}

/** JSON.stringify escapes C0 controls; terminals and log viewers also break at these. */
function oneLine(record: object): string {
  const json = JSON.stringify(record)
  return `${json.replace(/[\u007f-\u009f\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}

/** A writer that joins the lines of one turn of the event loop into one system call. */
export function bufferedWriter(write: (text: string) => void): { write: (line: string) => void; flush: () => void } {
  let pending = ''
  const flush = () => {
    const text = pending
    pending = ''
    if (text !== '') write(text)
  }
  return {
    write(line) {
      if (pending === '') setImmediate(flush)
      pending += line
    },
    flush,
  }
}

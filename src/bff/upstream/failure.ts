import type { Problem, ProblemCode } from '~/contract/console.ts'

export type FailureKind = 'unreachable' | 'tls' | 'timeout' | 'bad_answer' | 'aborted'

/** Outward text: the same for a closed port, a filtered one and a name that does not exist, so it maps nothing inside. */
const outward: Record<FailureKind, { status: number; code: ProblemCode; message: string; hint?: string }> = {
  unreachable: {
    status: 502,
    code: 'gantry.unreachable',
    message: 'The endpoint could not be reached.',
    hint: 'Check the address of the endpoint in the connection, and the network between this server and the cloud.',
  },
  tls: {
    status: 502,
    code: 'gantry.tls',
    message: 'The certificate of the endpoint is not trusted.',
    hint: 'If the endpoint uses a private certificate authority, add its certificate to the connection.',
  },
  timeout: { status: 504, code: 'gantry.timeout', message: 'The endpoint did not answer in time.' },
  bad_answer: {
    status: 502,
    code: 'gantry.bad_answer',
    message: 'The endpoint gave an answer that cannot be used: not what the API promises, cut off, or too large.',
    hint: 'Check that the address of the endpoint in the connection is the one of the API.',
  },
  aborted: { status: 499, code: 'gantry.timeout', message: 'The request was given up.' },
}

/** A call that got no usable answer. `detail` is for the server's log only. */
export class UpstreamFailure extends Error {
  readonly kind: FailureKind
  readonly detail: string
  /** The request may have been acted on. False when it failed before a byte of it was sent. */
  readonly sent: boolean
  /** The connection broke before a byte of the answer: a read may be tried once more. */
  readonly broken: boolean
  /** Host and port that could not be connected to. For the server's records only. */
  readonly endpoint?: string

  constructor(
    kind: FailureKind,
    detail: string,
    {
      sent = true,
      broken = false,
      endpoint,
      cause,
    }: { sent?: boolean; broken?: boolean; endpoint?: string; cause?: unknown } = {},
  ) {
    super(outward[kind].message, { cause })
    this.name = 'UpstreamFailure'
    this.kind = kind
    this.detail = detail
    this.sent = sent
    this.broken = broken
    this.endpoint = endpoint
  }

  get status(): number {
    return outward[this.kind].status
  }

  get problemCode(): ProblemCode {
    return outward[this.kind].code
  }

  /** What the browser learns. `write`: the outcome of a write that may have been acted on is unknown. */
  toProblem(requestId: string, write: boolean): Problem {
    const { code, message, hint } = outward[this.kind]
    const problem: Problem = { code, message, requestId, origin: 'gantry' }
    if (hint) problem.hint = hint
    if (write && this.sent) {
      problem.unknownOutcome = true
      problem.hint = 'It is not known whether the change was made. Look at the resource before trying again.'
    }
    return problem
  }
}

/** Raised by the connector: nothing was sent yet. */
export class ConnectFailure extends Error {
  /** Host and port, where known. */
  readonly endpoint?: string

  constructor(cause: unknown, endpoint?: string) {
    super('connect failed', { cause })
    this.name = 'ConnectFailure'
    this.endpoint = endpoint
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' ? code : ''
}

/**
 * Whether somebody speaks TLS there but cannot be trusted: a certificate that does not hold, a version that is too old.
 * Other TLS errors are what a port without TLS gives, and that must look like a closed one.
 */
function isTls(code: string): boolean {
  return (
    /^(ERR_TLS_CERT_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH|UNSPECIFIED$)/.test(
      code,
    ) || /^ERR_SSL_(TLSV1_ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL)$/.test(code)
  )
}

/** Brings any error of a call into the few kinds that the rest of the server knows. */
export function toFailure(error: unknown): UpstreamFailure {
  if (error instanceof UpstreamFailure) return error
  const before = error instanceof ConnectFailure
  const cause = before ? error.cause : error
  const code = codeOf(cause)
  const detail = `${code} ${cause instanceof Error ? cause.message : String(cause)}`.trim()
  const name = cause instanceof Error ? cause.name : ''
  if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return new UpstreamFailure(before || code === 'UND_ERR_CONNECT_TIMEOUT' ? 'unreachable' : 'timeout', detail, {
      sent: !before && code !== 'UND_ERR_CONNECT_TIMEOUT',
      cause,
    })
  }
  if (name === 'AbortError' || code === 'UND_ERR_ABORTED' || code === 'ABORT_ERR')
    return new UpstreamFailure('aborted', detail, { cause })
  if (before) {
    const { endpoint } = error
    return new UpstreamFailure(isTls(code) ? 'tls' : 'unreachable', detail, { sent: false, endpoint, cause })
  }
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return new UpstreamFailure('timeout', detail, { cause })
  if (/^(HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_)/.test(code))
    return new UpstreamFailure('bad_answer', detail, { cause })
  return new UpstreamFailure('unreachable', detail, {
    broken: code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET',
    cause,
  })
}

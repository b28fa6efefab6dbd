/** The environment, read once. Everything that can be wrong with it is said at the start, at the value. */
import { isIP } from 'node:net'

/** The server cannot start; the message tells the administrator what to change. */
export class StartError extends Error {
  override name = 'StartError'
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface Config {
  host: string
  port: number
  dataDir: string
  /** Origin that people type, e.g. `https://gantry.example`; absent on a loopback address. */
  publicUrl?: URL
  /** 32 bytes from GANTRY_KEY; absent means the key file. */
  key?: Uint8Array
  idleMs: number
  sessionMs: number
  simulatedCloud: boolean
  /** Lower-case `host` or `host:port` that may be private; plain HTTP only where they are this machine. */
  privateEndpoints: ReadonlySet<string>
  /** Addresses of reverse proxies whose X-Forwarded-For is believed. */
  trustedProxies: ReadonlySet<string>
  logLevel: LogLevel
  /** Folder of the built app; the default stands beside the server's own bundle. */
  appDir?: string
}

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Parses the environment.
 * @throws StartError naming the variable and what it should look like
 */
export function readConfig(env: Environment): Config {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    throw new StartError(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 would switch off certificate checks for every call. Give the private CA to the connection instead.',
    )
  }
  const host = text(env, 'HOST') ?? '127.0.0.1'
  const publicUrl = readPublicUrl(text(env, 'PUBLIC_URL'))
  const insecure = flag(env, 'ALLOW_INSECURE_HTTP', ['1', '0'], '0') === '1'
  if (!isLoopback(host)) {
    if (!publicUrl)
      throw new StartError(`HOST=${host} is not a loopback address: set PUBLIC_URL to the address that people type.`)
    if (publicUrl.protocol !== 'https:' && !insecure) {
      throw new StartError(
        `PUBLIC_URL=${publicUrl.origin} is plain HTTP on HOST=${host}: passwords would cross the network in clear. Use https, or set ALLOW_INSECURE_HTTP=1.`,
      )
    }
  } else if (publicUrl && publicUrl.protocol !== 'https:' && !isLoopback(publicUrl.hostname) && !insecure) {
    throw new StartError(`PUBLIC_URL=${publicUrl.origin} is plain HTTP. Use https, or set ALLOW_INSECURE_HTTP=1.`)
  }
  return {
    host,
    port: integer(env, 'PORT', 8080, 0, 65535),
    dataDir: text(env, 'DATA_DIR') ?? './data',
    publicUrl,
    key: readKey(text(env, 'GANTRY_KEY')),
    idleMs: integer(env, 'SESSION_IDLE_MINUTES', 30, 1, 1440) * 60_000,
    sessionMs: integer(env, 'SESSION_HOURS', 12, 1, 168) * 3_600_000,
    simulatedCloud: flag(env, 'SIMULATED_CLOUD', ['on', 'off'], 'on') === 'on',
    privateEndpoints: new Set(list(env, 'ALLOW_PRIVATE_ENDPOINTS').map((host) => privateEndpoint(host))),
    trustedProxies: new Set(list(env, 'TRUSTED_PROXIES').map((address) => trustedProxy(address))),
    logLevel: flag(env, 'LOG_LEVEL', ['debug', 'info', 'warn', 'error'], 'info'),
    appDir: text(env, 'APP_DIR'),
  }
}

/**
 * Parses the environment and takes the key out of it, also when it cannot be used: child processes and diagnostic
 * reports show the environment.
 * @throws StartError as `readConfig`
 */
export function takeConfig(env: Record<string, string | undefined>): Config {
  try {
    return readConfig(env)
  } finally {
    delete env.GANTRY_KEY
  }
}

/** Decodes a 32-byte key written as base64, base64url or hex; undefined if it is something else. */
export function decodeKey(text: string): Uint8Array | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return new Uint8Array(Buffer.from(text, 'hex'))
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined
  const bytes = new Uint8Array(Buffer.from(text, 'base64'))
  return bytes.length === 32 ? bytes : undefined
}

/** Whether a host name or address reaches only this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}

function text(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

function list(env: Environment, name: string): string[] {
  return (text(env, name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function integer(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const value = text(env, name)
  if (value === undefined) return fallback
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= min && number <= max))
    throw new StartError(`${name}=${value} must be a whole number from ${min} to ${max}.`)
  return number
}

function flag<T extends string>(env: Environment, name: string, allowed: readonly T[], fallback: T): T {
  const value = text(env, name)
  if (value === undefined) return fallback
  const found = allowed.find((item) => item === value)
  if (found === undefined) throw new StartError(`${name}=${value} must be one of: ${allowed.join(', ')}.`)
  return found
}

function readKey(value: string | undefined): Uint8Array | undefined {
  if (value === undefined) return undefined
  const key = decodeKey(value)
  // The value itself stays out of the message: it may be a key with one character too many.
  if (!key)
    throw new StartError('GANTRY_KEY must be 32 bytes as base64 or hex, e.g. the output of: openssl rand -base64 32')
  return key
}

function readPublicUrl(value: string | undefined): URL | undefined {
  if (value === undefined) return undefined
  const url = URL.canParse(value) ? new URL(value) : undefined
  const plain =
    url && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  if (!url || !plain || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new StartError(
      `PUBLIC_URL=${value} must be an origin such as https://gantry.example (no path: serve it on its own host name).`,
    )
  }
  return url
}

function privateEndpoint(value: string): string {
  const url = URL.canParse(`https://${value}`) ? new URL(`https://${value}`) : undefined
  if (!url || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new StartError(`ALLOW_PRIVATE_ENDPOINTS: ${value} must be a host or host:port.`)
  }
  return url.host
}

function trustedProxy(value: string): string {
  if (isIP(value) === 0) throw new StartError(`TRUSTED_PROXIES: ${value} must be an IP address.`)
  return value
}

/**
 * X.509 certificates for tests, written by hand because Node can read them but not issue them. Made on the spot: no
 * program to install, no private key in the repository, and none that runs out.
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'

const DAY_MS = 24 * 60 * 60_000

export interface Certificate {
  /** The authority that signed it, PEM. */
  ca: string
  key: string
  cert: string
}

/** One element of ASN.1 in DER (X.690). */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const bits = (bytes: Uint8Array) => der(0x03, Buffer.from([0]), bytes)
/** `261122081500Z`: good until 2049. */
const time = (ms: number) =>
  der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14)}Z`, 'latin1'))
const commonName = (name: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))))
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
type Keys = ReturnType<typeof newKeys>

interface Wanted {
  subject: string
  keys: Keys
  issuer: string
  signer: Keys
  from: number
  until: number
  /** Identifier in hex, and the value. */
  extension: [id: string, value: Uint8Array]
}

/** Signs one certificate (RFC 5280, 4.1). */
function issue({ subject, keys, issuer, signer, from, until, extension: [id, value] }: Wanted): string {
  const toSign = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ecdsaWithSha256,
    commonName(issuer),
    sequence(time(from), time(until)),
    commonName(subject),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(oid(id), der(0x04, value)))),
  )
  const whole = sequence(toSign, ecdsaWithSha256, bits(sign('sha256', toSign, signer.privateKey)))
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
}

/**
 * Makes an authority and a server certificate of it.
 * @param names host names and IPv4 addresses that it is for
 * @param days how long it is good; negative: it ended so long ago
 */
export function makeCertificate(names: readonly string[], days = 2): Certificate {
  const authority = newKeys()
  const keys = newKeys()
  const now = Date.now()
  const ca = { issuer: 'test CA', signer: authority }
  const alternatives = names.map((name) =>
    isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name, 'latin1')),
  )
  const until = now + days * DAY_MS
  return {
    ca: issue({
      ...ca,
      subject: 'test CA',
      keys: authority,
      from: now - 10 * DAY_MS,
      until: now + 10 * DAY_MS,
      extension: ['551d13', sequence(der(0x01, Buffer.from([0xff])))],
    }),
    cert: issue({
      ...ca,
      subject: 'test',
      keys,
      from: Math.min(now, until) - DAY_MS,
      until,
      extension: ['551d11', sequence(...alternatives)],
    }),
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}

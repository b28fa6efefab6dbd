/**
 * What is in the body of a message. The service hands it over as text (5.4.1), whatever bytes the producer sent, so
 * bytes that are no UTF-8 have been replaced before we see them; the checksum tells. Pure.
 */
import { isNumber, parseJson, toBigInt, type WireNumber } from '~/lib/json.ts'

export type BodyKind = 'empty' | 'json' | 'text' | 'binary'

export interface BodyFacts {
  kind: BodyKind
  /** The text is itself base64 of at least four bytes: it can be decoded. */
  isBase64: boolean
  /** Characters that stand where bytes were lost (U+FFFD). */
  replaced: number
}

const MAX_JSON = 5_000_000

function isJson(text: string): boolean {
  if (!/^\s*[[{"\dtfn-]/.test(text) || text.length > MAX_JSON) return false
  try {
    const value = parseJson(text)
    // A bare word or number is JSON too, but nobody looks at it as such.
    return typeof value === 'object' && value !== null && !isNumber(value)
  } catch {
    return false
  }
}

/** Control characters that text does not have. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f]/

/** Tells what a text is. */
export function detectBody(text: string): BodyFacts {
  const replaced = text.split('\uFFFD').length - 1
  const isBase64 =
    text.length >= 8 &&
    text.length % 4 === 0 &&
    /^[A-Za-z\d+/]+={0,2}$/.test(text) &&
    /[A-Z]/.test(text) &&
    /[a-z]/.test(text) &&
    /[\d+/=]/.test(text)
  const kind = text === '' ? 'empty' : controls.test(text) || replaced > 0 ? 'binary' : isJson(text) ? 'json' : 'text'
  return { kind, isBase64, replaced }
}

export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/** The bytes that base64 text stands for; undefined when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  // In pieces: an argument list has a length that it may not exceed.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

/** CRC-32 as RocketMQ keeps it of every body (the sign bit is dropped there). */
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

/** Whether the text is, byte for byte, what the broker stored; undefined when it gave no checksum. */
export function checksumMatches(bytes: Uint8Array, crc: WireNumber | undefined): boolean | undefined {
  const wanted = toBigInt(crc)
  if (wanted === undefined) return undefined
  const found = crc32(bytes)
  return wanted === BigInt(found) || wanted === BigInt(found & 0x7fffffff)
}

/** The first `limit` characters, not cut inside a character; `cut` when there are more. */
export function firstPart(text: string, limit: number): { text: string; cut: boolean } {
  if (text.length <= limit) return { text, cut: false }
  const isHigh = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1))
  return { text: text.slice(0, isHigh ? limit - 1 : limit), cut: true }
}

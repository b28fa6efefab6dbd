/** Ids of what the scenarios hold: known without asking, so that a flow can begin anywhere. */

/** 32-bit FNV-1a of a text. */
export function hashOf(text: string): number {
  let value = 2_166_136_261
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619)
  return value >>> 0
}

/** The same id for the same name in every run; tests and links may rely on it. */
export function seededId(name: string): string {
  const hex = ['a', 'b', 'c', 'd'].map((salt) => hashOf(`${name}${salt}`).toString(16).padStart(8, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

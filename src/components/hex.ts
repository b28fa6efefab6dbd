/** Bytes as `00000010  48 65 6c 6c …  |Hell…|`, 16 a line, the first `limit` of them. */
export function hexDump(bytes: Uint8Array, limit = 4096): string {
  const lines: string[] = []
  for (let at = 0; at < Math.min(bytes.length, limit); at += 16) {
    const line = bytes.subarray(at, Math.min(at + 16, limit))
    const hex = Array.from(line, (byte) => byte.toString(16).padStart(2, '0'))
    const left = hex.slice(0, 8).join(' ').padEnd(23)
    const right = hex.slice(8).join(' ').padEnd(23)
    const text = Array.from(line, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${at.toString(16).padStart(8, '0')}  ${left}  ${right}  |${text}|`)
  }
  return lines.join('\n')
}

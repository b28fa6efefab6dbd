/** What `JSON.parse` lets pass and we do not: deep nesting, repeated keys, `__proto__`. */

export type Flaw = { kind: 'depth' } | { kind: 'duplicate'; key: string } | { kind: 'proto' }

/** The end of the string that starts at `start` (its closing quote), or the end of the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

function keyOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

/**
 * Walks JSON text once, without recursion. Says nothing about syntax: parse the text afterwards.
 * @returns the first flaw, or undefined
 */
export function scanJson(text: string, maxDepth: number): Flaw | undefined {
  const stack: (Set<string> | undefined)[] = []
  // In an object, a string is a key when it follows `{` or `,`.
  let expectsKey = false
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at]
    if (c === '{' || c === '[') {
      stack.push(c === '{' ? new Set() : undefined)
      if (stack.length > maxDepth) return { kind: 'depth' }
      expectsKey = c === '{'
    } else if (c === '}' || c === ']') {
      stack.pop()
      expectsKey = false
    } else if (c === ',') {
      expectsKey = stack.at(-1) !== undefined
    } else if (c === '"') {
      const end = endOfString(text, at)
      const keys = stack.at(-1)
      if (expectsKey && keys) {
        const key = keyOf(text.slice(at, end + 1))
        if (key === '__proto__') return { kind: 'proto' }
        if (keys.has(key)) return { kind: 'duplicate', key }
        keys.add(key)
        expectsKey = false
      }
      at = end
    }
  }
  return undefined
}

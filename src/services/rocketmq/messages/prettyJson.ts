/**
 * Indents JSON without reading it into values: digits of numbers, doubled keys and the order of keys stay as they came,
 * which a parser would lose.
 */

/** The text indented by two blanks a level. The text must be JSON: `parseJson` has accepted it. */
export function prettyJson(text: string): string {
  const tokens = text.match(/"(?:[^"\\]+|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g) ?? []
  const parts: string[] = []
  let depth = 0
  const line = () => parts.push(`\n${'  '.repeat(depth)}`)
  for (const [at, token] of tokens.entries()) {
    if (token === '{' || token === '[') {
      parts.push(token)
      const next = tokens[at + 1]
      if (next === '}' || next === ']') continue
      depth++
      line()
    } else if (token === '}' || token === ']') {
      const before = tokens[at - 1]
      if (before !== '{' && before !== '[') {
        depth--
        line()
      }
      parts.push(token)
    } else if (token === ',') {
      parts.push(token)
      line()
    } else parts.push(token === ':' ? ': ' : token)
  }
  return parts.join('')
}

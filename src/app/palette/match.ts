/** How well an entry fits what was typed. Pure. */

/** Whether the letters of `word` occur in `text` in this order; the gaps count against it. */
function subsequence(word: string, text: string): number {
  let at = -1
  let gaps = 0
  for (const letter of word) {
    const next = text.indexOf(letter, at + 1)
    if (next < 0) return 0
    if (at >= 0) gaps += next - at - 1
    at = next
  }
  return gaps <= word.length * 3 ? 10 / (1 + gaps) : 0
}

function scoreWord(word: string, text: string): number {
  const at = text.indexOf(word)
  if (at === 0) return 100
  if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 40 : 70
  return word.length >= 2 ? subsequence(word, text) : 0
}

/** 0: does not fit. Every word typed must be found in the label or, for less, in the other words of the entry. */
export function score(typed: string, label: string, others = ''): number {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const [first, second] = [label.toLowerCase(), others.toLowerCase()]
  let sum = 0
  for (const word of words) {
    // Beside the label only whole runs count: letters scattered over long texts fit anything.
    const best = Math.max(scoreWord(word, first), second.includes(word) ? 20 : 0)
    if (best === 0) return 0
    sum += best
  }
  // Of two that fit alike, the shorter label is the nearer one.
  return sum === 0 ? 0 : sum / words.length - Math.min(label.length, 60) / 20
}

/**
 * The entries that fit, best first, at most `limit`; all of them in their order when nothing is typed.
 * @param weightOf what the fit of an entry counts for
 */
export function bestMatches<Entry extends { label: string; others?: string }>(
  entries: readonly Entry[],
  typed: string,
  limit: number,
  weightOf: (entry: Entry) => number = () => 1,
): Entry[] {
  if (typed.trim() === '') return entries.slice(0, limit)
  return entries
    .map((entry) => ({ entry, points: score(typed, entry.label, entry.others) * weightOf(entry) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, limit)
    .map(({ entry }) => entry)
}

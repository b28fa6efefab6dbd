/** The one-time code in what the server printed: the whole link, its fragment, or the code alone. */
export function setupCodeIn(text: string): string {
  const [, fragment] = text.trim().split('#')
  return new URLSearchParams(fragment ?? '').get('token') ?? text.trim()
}

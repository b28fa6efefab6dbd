/** A path to return to after sign-in, if it is one of ours; else `/`. Other hosts and schemes never pass. */
export function localPath(given: string | null | undefined): string {
  if (!given || !given.startsWith('/') || given.startsWith('//') || given.includes('\\')) return '/'
  // Browsers drop control characters when they read an address, so `/\t/evil` would become `//evil`.
  for (const character of given) if (character.charCodeAt(0) < 0x20) return '/'
  return given
}

/** The one-time token of the first run. It lives in this process only; a restart prints a new one. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface SetupToken {
  /** Whether this is the token, and it was not used. Constant time. */
  matches(candidate: string): boolean
  use(): void
}

export function createSetupToken(): { text: string; token: SetupToken } {
  const text = randomBytes(24).toString('base64url')
  const expected = digest(text)
  let used = false
  return {
    text,
    token: {
      matches: (candidate) => timingSafeEqual(digest(candidate), expected) && !used,
      use: () => {
        used = true
      },
    },
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

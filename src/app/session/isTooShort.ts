/** The server's rule for passwords: 12 characters, however many bytes each has. */
export function isTooShort(password: string): boolean {
  return [...password].length < 12
}

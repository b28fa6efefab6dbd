/** A secret for a new client, made here so that nobody has to think one up. */
import { isWeakSecret } from './userForm.ts'

/**
 * 64 signs, so that six random bits are one of them: each is as likely as the others. Without those that are mistaken
 * for one another (0 O, 1 l I), and without special characters that a shell, YAML, XML or a Java text would need quoted.
 */
const signs = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.+=@~'

/** 144 bits, in the 8 to 32 characters that DMS.00400012 allows. */
export const SECRET_LENGTH = 24

/** All four kinds, so that it is valid however DMS.00400012 counts them; a letter first, so that no tool takes it for an option. */
function isPresentable(secret: string): boolean {
  return (
    !isWeakSecret(secret) && [/^[a-zA-Z]/, /[a-z]/, /[A-Z]/, /\d/, /[^\da-zA-Z]/].every((kind) => kind.test(secret))
  )
}

/** A new strong secret; another is drawn until it fits, which leaves all that fit equally likely. */
export function newSecret(): string {
  const bytes = new Uint8Array(SECRET_LENGTH)
  for (;;) {
    const secret = Array.from(crypto.getRandomValues(bytes), (byte) => signs.charAt(byte % signs.length)).join('')
    if (isPresentable(secret)) return secret
  }
}

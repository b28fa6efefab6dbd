/** Rules for a new password (OWASP ASVS 6.2): long, any characters, none of those that everybody tries first. */

const MIN_LENGTH = 12
export const MAX_LENGTH = 256

/** The words that guessed passwords are made of; shorter guesses fail by length. */
const commonWords = new Set(
  `password passwort passw0rd motdepasse contrasena qwerty qwertz azerty qwertyuiop asdfghjkl zxcvbnm letmein welcome admin administrator
   root superuser supervisor secret login master default changeme changeit test tester testing guest user username demo sample example
   iloveyou monkey dragon sunshine princess football baseball superman batman trustno shadow michael computer internet whatever starwars
   huawei huaweicloud rocketmq gantry console cloud mima woaini`.split(/\s+/),
)

const rows = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm']

const disguises: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Says what is wrong with a new password, or undefined. The text is taken as typed: not trimmed, not changed. */
export function passwordFault(password: string, userName: string): string | undefined {
  const length = [...password].length
  if (length < MIN_LENGTH) return `A password needs at least ${MIN_LENGTH} characters.`
  if (length > MAX_LENGTH) return `A password has at most ${MAX_LENGTH} characters.`
  if (isCommon(password, userName))
    return 'This password is among the first that are guessed. Choose another, for example four words that do not belong together.'
  return undefined
}

function isCommon(password: string, userName: string): boolean {
  const lower = password.toLowerCase()
  // A run of one character is a run whatever alphabet it is from; emoji are left alone as the rules allow any character.
  if (/^[\x20-\x7e]+$/.test(lower) && new Set(lower).size < 4) return true
  if (isRun(lower)) return true
  // The usual disguise, looked through after the usual tail of digits and signs is cut off.
  const plain = lower.replace(/[^a-z]+$/, '').replace(/[013457@$!]/g, (c) => disguises[c] ?? c)
  const name = userName.toLowerCase()
  return [lower, plain].some((text) => {
    const words = text.split(/[^a-z]+/).filter((word) => word !== '')
    // Nothing but common words and the user's name, with digits and signs around them.
    return words.length > 0 && words.every((word) => coveredBy(word, name))
  })
}

/** Whether a word is one or several common words in a row. */
function coveredBy(word: string, name: string): boolean {
  const reach = new Set([0])
  for (let end = 1; end <= word.length; end += 1) {
    for (const start of reach) {
      const part = word.slice(start, end)
      if (commonWords.has(part) || (name.length >= 3 && part === name)) {
        reach.add(end)
        break
      }
    }
  }
  return reach.has(word.length)
}

function isRun(text: string): boolean {
  const repeated = rows.map((row) => row.repeat(Math.ceil(text.length / row.length) + 1))
  return repeated.some((row) => row.includes(text) || [...row].toReversed().join('').includes(text))
}

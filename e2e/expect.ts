/**
 * Playwright's `expect`, but cheaper while something is still to come: its own matchers write down the accessibility tree
 * of the whole page after each look that finds nothing, for a message that is hardly ever read. That was a sixth of all
 * that the pages did in these flows. So the element is waited for first, which costs a look and no more; what the
 * matcher then says, and when it fails, is Playwright's.
 */
import { expect as plain, type ExpectMatcherState, type Locator } from '@playwright/test'

type Wait = (locator: Locator, args: readonly unknown[], timeout: number) => Promise<void>

const attached: Wait = (locator, _args, timeout) => locator.waitFor({ state: 'attached', timeout })
const visible: Wait = (locator, _args, timeout) => locator.waitFor({ state: 'visible', timeout })

/** A list of texts is one for each of several elements: nothing to wait for by one. */
const withText: Wait = async (locator, [text], timeout) => {
  if (typeof text !== 'string' && !(text instanceof RegExp)) return
  await locator.filter({ hasText: text }).waitFor({ state: 'attached', timeout })
}

const waits = {
  toBeChecked: attached,
  toBeDisabled: attached,
  toBeEnabled: attached,
  toBeFocused: attached,
  toBeVisible: visible,
  toContainText: withText,
  toHaveAccessibleDescription: attached,
  toHaveAttribute: attached,
  toHaveText: withText,
  toHaveValue: attached,
} satisfies Record<string, Wait>

type Name = keyof typeof waits

type Options = { timeout?: number }

function isOptions(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && 'timeout' in value
}

function matcher(name: Name) {
  return async function (this: ExpectMatcherState, actual: Locator, ...args: unknown[]) {
    const patience = args.find(isOptions)?.timeout ?? this.timeout
    let isHere = true
    // What must not be there is not waited for.
    if (!this.isNot) isHere = await waits[name](actual, args, patience).then(yes, no)
    // Who has waited in vain wants the message, not the same time again.
    const given = isHere ? args : [...args.filter((one) => !isOptions(one)), { timeout: 1 }]
    const side = this.isNot ? plain(actual).not : plain(actual)
    try {
      await (side[name] as (...all: unknown[]) => Promise<void>)(...given)
      return { pass: !this.isNot, message: () => '' }
    } catch (error) {
      return { pass: this.isNot, message: () => (error as Error).message }
    }
  }
}

const yes = () => true
const no = () => false

// The names and what they take are those of Playwright, so its types stay.
export const expect: typeof plain = plain.extend(
  Object.fromEntries((Object.keys(waits) as Name[]).map((name) => [name, matcher(name)])),
)

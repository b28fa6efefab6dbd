import type { Choice, ListNode } from '../formNode.ts'
import type { ValueProps } from './valueProps.ts'
import css from './Form.module.css'

/** A list of a few fixed values: a box for each. Sent in the order of the contract. */
export function ChecksValue({
  choices,
  value,
  onChange,
  label,
  describedBy,
}: ValueProps<ListNode> & { choices: readonly Choice[] }) {
  const chosen: readonly unknown[] = Array.isArray(value) ? value : []
  const toggle = (one: unknown, isOn: boolean) =>
    onChange(choices.map((choice) => choice.value).filter((known) => (known === one ? isOn : chosen.includes(known))))
  return (
    <div role="group" aria-label={label} aria-describedby={describedBy} className={css.checks}>
      {choices.map((choice) => (
        <label key={String(choice.value)}>
          <input
            type="checkbox"
            checked={chosen.includes(choice.value)}
            onChange={(event) => toggle(choice.value, event.target.checked)}
          />
          <code>{String(choice.value)}</code>
          {choice.label && choice.label !== String(choice.value) ? (
            <span className={css.dim}>{choice.label}</span>
          ) : null}
        </label>
      ))}
    </div>
  )
}

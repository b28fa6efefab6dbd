import { useMessages } from '~/components/useMessages.ts'
import { stringifyJson } from '~/lib/json.ts'
import { step } from '../checkValue.ts'
import { conditionalNames, isObject, type Place } from '../needs.ts'
import type { ObjectNode } from '../formNode.ts'
import { FieldRow } from './FieldRow.tsx'
import { formMessages } from './formMessages.ts'
import css from './Form.module.css'

interface Props {
  node: ObjectNode
  value: unknown
  onChange: (value: unknown) => void
  pointer: string
  /** The object around this one; for a body, the parameters. */
  parent: Place
  /** Names that are filled in elsewhere. */
  fixed?: readonly string[]
}

/** The fields of an object. What is set is sent, what is not set is not; what the contract does not know is listed too. */
export function SchemaForm({ node, value, onChange, pointer, parent, fixed = [] }: Props) {
  const t = useMessages(formMessages)
  const values = isObject(value) ? value : {}
  const fields = node.fields()
  const place: Place = { value: values, fields, parent }
  const conditional = conditionalNames(node, values)
  const set = (name: string, next: unknown) => {
    const { [name]: _gone, ...rest } = values
    // In the order of the contract, so that the JSON does not jump about.
    if (next === undefined) onChange(rest)
    else if (name in values) onChange({ ...values, [name]: next })
    else onChange(sorted({ ...values, [name]: next }, fields))
  }
  const known = new Set(fields.map((field) => field.name))
  const strange = Object.keys(values).filter((name) => !known.has(name))
  return (
    <div className={css.fields}>
      {fields
        .filter(({ name, aliasOf }) => !fixed.includes(name) && (aliasOf === undefined || values[name] !== undefined))
        .map((field) => (
          <FieldRow
            key={field.name}
            field={field}
            place={place}
            conditional={conditional}
            value={values[field.name]}
            onChange={(next) => set(field.name, next)}
            pointer={pointer + step(field.name)}
          />
        ))}
      {strange.map((name) => (
        <div key={name} className={css.row}>
          <span className={css.name}>{name}</span>
          <span className={css.control}>
            <code className={css.strange}>{stringifyJson(values[name])}</code>
            <button type="button" className={css.link} onClick={() => set(name, undefined)}>
              {t.removeName(name)}
            </button>
            <span className={css.help}>{t.strange}</span>
          </span>
        </div>
      ))}
    </div>
  )
}

function sorted(values: Record<string, unknown>, fields: readonly { name: string }[]): Record<string, unknown> {
  const names = fields.map((field) => field.name)
  const rank = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length)
  return Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => rank(a) - rank(b)))
}

import { fieldMessages } from '~/components/fieldMessages.ts'
import { useMessages } from '~/components/useMessages.ts'
import { stringifyJson } from '~/lib/json.ts'
import type { Condition, FormNode, ObjectField } from '../formNode.ts'
import { inCase } from '../checkValue.ts'
import type { Need, Place } from '../needs.ts'
import { formMessages } from './formMessages.ts'
import css from './Form.module.css'

interface Props {
  field: ObjectField
  need: Need
  place: Place
}

/** What the contract says of a field: its words (English), its limits, its conditions. */
export function FieldHelp({ field, need, place }: Props) {
  const t = useMessages(formMessages)
  const limits = useLimits(field.node.form === 'text' ? inCase(field.node, place) : field.node)
  const { node } = field
  const when = (conditions: readonly Condition[]) =>
    conditions.map((one) => `${one.field} = ${one.in.join(' | ')}`).join(', ')
  const fallback = node.schema.default ?? node.schema['x-default-value']
  const facts = [
    ...limits,
    ...(fallback === undefined ? [] : [t.default(stringifyJson(fallback))]),
    ...(field.requiredWhen && !need.isRequired ? [t.requiredWhen(when(field.requiredWhen))] : []),
    ...(field.appliesWhen && !need.isApplicable ? [t.appliesWhen(when(field.appliesWhen))] : []),
    ...(field.requiredUnless && !need.isRequired ? [t.requiredWithout(field.requiredUnless)] : []),
    ...(field.alternativeTo ? [t.alternative(field.alternativeTo)] : []),
    ...(field.aliasOf ? [t.alias(field.aliasOf)] : []),
    ...(node.form === 'text' && node.separator ? [t.separator(node.separator)] : []),
  ]
  const words = [
    node.description,
    ...node.notes,
    field.requiredNote && t.requiredNote(field.requiredNote),
    field.appliesNote && t.appliesNote(field.appliesNote),
  ].filter(Boolean)
  if (words.length === 0 && facts.length === 0) return null
  return (
    <p>
      {words.length > 0 ? <span lang="en">{words.join(' · ')}</span> : null}
      {facts.length > 0 ? (
        <span className={css.facts}>
          {words.length > 0 ? ' · ' : ''}
          {facts.join(' · ')}
        </span>
      ) : null}
    </p>
  )
}

/** `4 to 64 characters`, `1 to 100`, `at most 50 entries`. */
function useLimits(node: FormNode): string[] {
  const t = useMessages(fieldMessages)
  const words = useMessages(formMessages)
  const range = (min: number | undefined, max: number | undefined) => {
    const text = (n: number) => n.toLocaleString('en')
    if (min !== undefined && max !== undefined) return min === max ? text(min) : t.between(text(min), text(max))
    return min !== undefined ? t.atLeast(text(min)) : max !== undefined ? t.atMost(text(max)) : undefined
  }
  switch (node.form) {
    case 'text': {
      const length = range(node.minLength || undefined, node.maxLength)
      const numbers = range(node.min, node.max)
      return [...(length ? [t.characters(length)] : []), ...(numbers ? [numbers] : [])]
    }
    case 'number': {
      const numbers = range(node.min, node.max)
      return numbers ? [numbers] : []
    }
    case 'list': {
      const entries = range(node.minItems || undefined, node.maxItems)
      return entries ? [words.entries(entries)] : []
    }
    default:
      return []
  }
}

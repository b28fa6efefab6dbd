import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { IconButton } from '~/components/IconButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { isNumber } from '~/lib/json.ts'
import type { FormNode } from '../formNode.ts'
import { isObject, type Place } from '../needs.ts'
import { hasErrorInside, shownErrors, useForm } from './formContext.ts'
import { formMessages } from './formMessages.ts'
import { ItemErrors } from './ItemErrors.tsx'
import { isWide } from './valueProps.ts'
import css from './Form.module.css'

interface Props {
  node: FormNode
  id: string
  label: string
  /** The contract's name of the list. */
  field: string | undefined
  value: unknown
  onChange: (value: unknown) => void
  pointer: string
  place: Place
  /** Comes folded: it was there before the list was opened. */
  isFolded: boolean
  /** Undefined at the ends of the list. */
  onUp?: () => void
  onDown?: () => void
  onRemove: () => void
}

const FOLD_FROM = 5

/** The first plain values of an object, to tell entries apart while they are folded. */
function summary(value: unknown): string {
  if (!isObject(value)) return ''
  return Object.values(value)
    .filter((one) => typeof one === 'string' || isNumber(one))
    .slice(0, 3)
    .join(', ')
}

/** One entry of a list with its buttons; larger objects can be folded. */
export function ListEntry({
  node,
  id,
  label,
  field,
  value,
  onChange,
  pointer,
  place,
  isFolded,
  onUp,
  onDown,
  onRemove,
}: Props) {
  const t = useMessages(formMessages)
  const form = useForm()
  const { Value, errors, isTried } = form
  const [isTouched, setTouched] = useState(false)
  const wide = isWide(node)
  const canFold = node.form === 'object' && node.fields().length >= FOLD_FROM
  const [chosenFold, setFolded] = useState<boolean>()
  const own = shownErrors(errors.get(pointer), isTried || isTouched)
  const hasInner = wide && hasErrorInside(form, pointer)
  // What keeps the call from being sent is not left folded away.
  const isOpen = !canFold || !(chosenFold ?? (isFolded && !(isTried && hasInner)))
  const tools = (
    <span className={css.tools}>
      <IconButton label={t.up(label)} disabled={!onUp} onClick={onUp}>
        <IconArrowUp size={14} aria-hidden />
      </IconButton>
      <IconButton label={t.down(label)} disabled={!onDown} onClick={onDown}>
        <IconArrowDown size={14} aria-hidden />
      </IconButton>
      <IconButton label={t.remove(label)} onClick={onRemove}>
        <IconTrash size={14} aria-hidden />
      </IconButton>
    </span>
  )
  const input = (
    <Value
      node={node}
      id={id}
      label={label}
      field={field}
      value={value}
      onChange={(next) => {
        setTouched(true)
        onChange(next)
      }}
      pointer={pointer}
      place={place}
      describedBy={`${id}e`}
      isInvalid={own.some((error) => !error.isAdvice)}
    />
  )
  return (
    <li className={wide ? css.block : css.entry}>
      {wide ? (
        <div className={css.entryHead}>
          {canFold ? (
            <button type="button" className={css.fold} aria-expanded={isOpen} onClick={() => setFolded(isOpen)}>
              <span aria-hidden className={css.arrow} data-open={isOpen || undefined} />
              {label}
              {isOpen ? null : <span className={css.dim}>{summary(value)}</span>}
            </button>
          ) : (
            <span>{label}</span>
          )}
          {tools}
        </div>
      ) : null}
      {isOpen ? input : null}
      {wide ? null : tools}
      {hasInner && !isOpen ? <p className={css.error}>{t.errorsInside}</p> : null}
      <ItemErrors id={`${id}e`} errors={own} />
    </li>
  )
}

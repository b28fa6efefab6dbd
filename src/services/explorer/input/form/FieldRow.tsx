import { useId, useState } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import type { ObjectField } from '../formNode.ts'
import { setValue } from '../initialValue.ts'
import { needOf, type Place } from '../needs.ts'
import { FieldHelp } from './FieldHelp.tsx'
import { hasErrorInside, shownErrors, useForm } from './formContext.ts'
import { formMessages } from './formMessages.ts'
import { isWide } from './valueProps.ts'
import css from './Form.module.css'

interface Props {
  field: ObjectField
  place: Place
  /** Names that conditions make mandatory just now. */
  conditional: ReadonlySet<string>
  value: unknown
  onChange: (value: unknown) => void
  pointer: string
}

/** Larger optional objects come folded. */
const FOLD_FROM = 7

/** One field: whether it is sent, its name, its control, what the contract says of it, and what is wrong. */
export function FieldRow({ field, place, conditional, value, onChange, pointer }: Props) {
  const t = useMessages(formMessages)
  const form = useForm()
  const { errors, isTried, Value } = form
  const id = useId()
  const { node, name } = field
  const need = needOf(field, place, conditional)
  const [chosenFold, setFolded] = useState<boolean>()
  const [isTouched, setTouched] = useState(false)
  const isSet = value !== undefined
  const wide = isWide(node)
  // What is not filled in yet is no mistake before one has been there, or has tried to send.
  const own = shownErrors(errors.get(pointer), isTried || isTouched)
  const fault = own.find((error) => !error.isAdvice)
  const hasInner = wide && !fault && hasErrorInside(form, pointer)
  // What keeps the call from being sent is not left folded away.
  const isFolded =
    chosenFold ??
    (node.form === 'object' && !need.isRequired && node.fields().length >= FOLD_FROM && !(isTried && hasInner))
  const canFold = node.form === 'object' && isSet
  const isOpen = !canFold || !isFolded
  const change = (isSent: boolean) => {
    setFolded(false)
    onChange(isSent ? setValue(node) : undefined)
  }
  // A required part is always there to be filled in; an optional one when it is sent. A plain control is sent by typing.
  const shows = isSet || need.isRequired || !wide
  const label = (
    <>
      {name}
      {need.isRequired ? <span className={css.required}> {t.required}</span> : null}
      {node.isDeprecated ? <span className={css.tag}> {t.deprecated}</span> : null}
    </>
  )
  return (
    <div
      className={wide ? css.wide : css.row}
      data-set={isSet || undefined}
      data-idle={need.isApplicable ? undefined : true}
      onBlur={wide ? undefined : () => setTouched(true)}
    >
      <div className={css.name}>
        {need.isRequired ? (
          <span className={css.noBox} />
        ) : (
          <input
            type="checkbox"
            className={css.box}
            checked={isSet}
            aria-label={t.send(name)}
            title={t.send(name)}
            onChange={(event) => change(event.target.checked)}
          />
        )}
        {canFold ? (
          <button type="button" className={css.fold} aria-expanded={isOpen} onClick={() => setFolded(isOpen)}>
            <span aria-hidden className={css.arrow} data-open={isOpen || undefined} />
            {label}
            {isOpen ? null : <span className={css.dim}> {t.fields(node.fields().length)}</span>}
          </button>
        ) : wide ? (
          <span>{label}</span>
        ) : (
          <label htmlFor={id}>{label}</label>
        )}
      </div>
      <div className={css.control}>
        {shows && isOpen ? (
          <Value
            node={node}
            id={id}
            label={name}
            field={name}
            value={value}
            onChange={onChange}
            pointer={pointer}
            place={place}
            describedBy={`${id}h`}
            isInvalid={fault !== undefined}
            isRequired={need.isRequired}
          />
        ) : null}
        {node.isNullable ? (
          <label className={css.null}>
            <input
              type="checkbox"
              checked={value === null}
              onChange={(event) => onChange(event.target.checked ? null : need.isRequired ? setValue(node) : undefined)}
            />
            null
          </label>
        ) : null}
        <div id={`${id}h`} className={css.help}>
          {own.map((error) => (
            <p key={error.message} className={error.isAdvice ? css.advice : css.error}>
              {error.message}
            </p>
          ))}
          {hasInner && !isOpen ? <p className={css.error}>{t.errorsInside}</p> : null}
          <FieldHelp field={field} need={need} place={place} />
        </div>
      </div>
    </div>
  )
}

import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { IconButton } from '~/components/IconButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { step } from '../checkValue.ts'
import type { MapNode } from '../formNode.ts'
import { setValue } from '../initialValue.ts'
import { isObject } from '../needs.ts'
import { ItemErrors } from './ItemErrors.tsx'
import { shownErrors, useForm } from './formContext.ts'
import { formMessages } from './formMessages.ts'
import { isWide, type ValueProps } from './valueProps.ts'
import css from './Form.module.css'

/** A map: names that one chooses, each with a value. */
export function MapValue({ node, value, onChange, pointer, place, label, field, id }: ValueProps<MapNode>) {
  const t = useMessages(formMessages)
  const { Value, errors, isTried } = useForm()
  const [name, setName] = useState('')
  const values = isObject(value) ? value : {}
  const item = node.item()
  const isTaken = name in values
  const add = () => {
    if (name === '' || isTaken) return
    onChange({ ...values, [name]: setValue(item) })
    setName('')
  }
  const remove = (key: string) => {
    onChange(Object.fromEntries(Object.entries(values).filter(([one]) => one !== key)))
    document.getElementById(`${id}new`)?.focus()
  }
  return (
    <div className={css.list}>
      <ul aria-label={label}>
        {Object.entries(values).map(([key, one]) => {
          const entry = `${label} ${key}`
          const own = shownErrors(errors.get(pointer + step(key)), isTried)
          return (
            <li key={key} className={isWide(item) ? css.block : css.pair}>
              <code className={css.key}>{key}</code>
              <Value
                node={item}
                id={`${id}-${key}`}
                label={entry}
                field={field}
                value={one}
                onChange={(next) => onChange({ ...values, [key]: next ?? '' })}
                pointer={pointer + step(key)}
                place={place}
                describedBy={`${id}-${key}e`}
                isInvalid={own.some((error) => !error.isAdvice)}
              />
              <IconButton label={t.remove(entry)} onClick={() => remove(key)}>
                <IconTrash size={14} aria-hidden />
              </IconButton>
              <ItemErrors id={`${id}-${key}e`} errors={own} />
            </li>
          )
        })}
      </ul>
      <span className={css.line}>
        <input
          id={`${id}new`}
          className={css.input}
          data-short
          aria-label={t.newName(label)}
          aria-invalid={isTaken || undefined}
          placeholder={t.name}
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <button type="button" className={css.add} disabled={name === '' || isTaken} onClick={add}>
          <IconPlus size={14} aria-hidden />
          {t.add(label)}
        </button>
        {isTaken ? <span className={css.error}>{t.taken}</span> : null}
      </span>
    </div>
  )
}

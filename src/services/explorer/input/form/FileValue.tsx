import { useId } from 'react'
import { Bytes } from '~/components/Bytes.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ObjectField } from '../formNode.ts'
import type { Place } from '../needs.ts'
import { FieldHelp } from './FieldHelp.tsx'
import { shownErrors, useForm } from './formContext.ts'
import { formMessages } from './formMessages.ts'
import css from './Form.module.css'

interface Props {
  field: ObjectField
  file: File | undefined
  onChange: (file: File | undefined) => void
  pointer: string
  place: Place
}

/** A file of a multipart body. */
export function FileValue({ field, file, onChange, pointer, place }: Props) {
  const t = useMessages(formMessages)
  const { errors, isTried } = useForm()
  const id = useId()
  const own = shownErrors(errors.get(pointer), isTried)
  const { node, name, isRequired } = field
  return (
    <div className={css.row} data-set={file ? true : undefined}>
      <div className={css.name}>
        <span className={css.noBox} />
        <label htmlFor={id}>
          {name}
          {isRequired ? <span className={css.required}> {t.required}</span> : null}
        </label>
      </div>
      <div className={css.control}>
        <span className={css.line}>
          <input
            id={id}
            type="file"
            aria-label={name}
            aria-required={isRequired || undefined}
            accept={node.form === 'file' ? node.accept : undefined}
            aria-describedby={`${id}h`}
            aria-invalid={own.length > 0 || undefined}
            // New when the file is taken away from outside: the browser's own field cannot be emptied otherwise.
            key={file ? 'chosen' : 'none'}
            hidden={file !== undefined}
            onChange={(event) => onChange(event.target.files?.[0])}
          />
          {file ? (
            <>
              <code>{file.name}</code>
              <span className={css.dim}>
                <Bytes value={file.size} />
              </span>
              <button type="button" className={css.link} onClick={() => onChange(undefined)}>
                {t.removeName(file.name)}
              </button>
            </>
          ) : null}
        </span>
        <div id={`${id}h`} className={css.help}>
          {own.map((error) => (
            <p key={error.message} className={css.error}>
              {error.message}
            </p>
          ))}
          <FieldHelp field={field} need={{ isRequired, isAdvised: false, isApplicable: true }} place={place} />
        </div>
      </div>
    </div>
  )
}

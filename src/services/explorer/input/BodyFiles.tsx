import { FileValue } from './form/FileValue.tsx'
import type { FormNode } from './formNode.ts'
import type { Place } from './needs.ts'
import type { InputValue } from './types.ts'

interface Props {
  body: FormNode
  value: InputValue
  onChange: (value: InputValue) => void
  place: Place
}

/** The files of a multipart body. */
export function BodyFiles({ body, value, onChange, place }: Props) {
  const fields = body.form === 'object' ? body.fields().filter((field) => field.node.form === 'file') : []
  const setFile = (name: string, file: File | undefined) => {
    const { [name]: _gone, ...rest } = value.files ?? {}
    onChange({ ...value, files: file ? { ...rest, [name]: file } : rest })
  }
  return fields.map((field) => (
    <FileValue
      key={field.name}
      field={field}
      file={value.files?.[field.name]}
      onChange={(file) => setFile(field.name, file)}
      pointer={`/body/${field.name}`}
      place={place}
    />
  ))
}

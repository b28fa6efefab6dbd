import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { query } from '~/api/query.ts'
import { describeError } from '~/components/describeError.ts'
import { useErrorWords } from '~/components/errorWords.ts'
import { useMessages } from '~/components/useMessages.ts'
import { listEngines } from '~/contract/cse-engine/generated/operations.ts'
import css from './Operation.module.css'
import { operationMessages } from './operationMessages.ts'

interface Props {
  connection: string
  engine: string
  onChange: (engine: string) => void
  error: string | undefined
}

/** The contract asks for a limit and names no largest one; nobody has this many engines. */
const MANY = '1000'

/** Which engine the call goes to: chosen among those of the connection, or its id typed. */
export function EngineField({ connection, engine, onChange, error }: Props) {
  useErrorWords()
  const t = useMessages(operationMessages)
  const id = useId()
  const engines = useQuery({ ...query(listEngines, { connection, offset: 0, limit: MANY }), retry: false })
  const rows = (engines.data?.data ?? []).filter((one) => one.id !== undefined)
  const known = rows.find((one) => one.id === engine)
  return (
    <div className={css.engine}>
      <TextInput
        label={t.engine}
        withAsterisk
        list={id}
        value={engine}
        error={error}
        autoComplete="off"
        spellCheck={false}
        description={
          known
            ? [known.name, known.status, known.authType].filter(Boolean).join(' · ')
            : engines.error
              ? t.enginesFailed(describeError(engines.error).message)
              : t.engineHint
        }
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
      <datalist id={id}>
        {rows.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </datalist>
    </div>
  )
}

import { Link } from 'react-router'
import { explorerPaths } from '~/paths/explorer.ts'
import { textOf } from '../textOf.ts'
import css from './Answer.module.css'
import { readerOf, targetsOf, type Origin } from './targets.ts'
import type { Steps } from './schemaAt.ts'

interface Props {
  connection: string
  origin: Origin
  steps: Steps
  value: unknown
  /** Marked where it occurs. */
  search?: string
}

/** A value as JSON writes it; an id is a link to the call that reads what it names. */
export function ValueText({ connection, origin, steps, value, search }: Props) {
  const text = textOf(value)
  const type =
    value === null ? 'null' : typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : 'number'
  const reader = readerOf(targetsOf(origin, steps))
  const shown = <Marked text={text} search={search} />
  return (
    <span className={css.value} data-type={type}>
      {reader ? (
        <Link
          to={explorerPaths.operation(
            { connection, family: reader.operation.family, operationId: reader.operation.id },
            reader.values,
          )}
          lang="en"
          title={`${reader.summary} (${reader.operation.id})`}
        >
          {shown}
        </Link>
      ) : (
        shown
      )}
    </span>
  )
}

function Marked({ text, search = '' }: { text: string; search?: string }) {
  const wanted = search.trim().toLowerCase()
  const at = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted)
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  )
}

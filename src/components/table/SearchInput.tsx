import { useEffect, useRef, useState } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import { useSlashKey } from './tableKeys.ts'
import { tableMessages } from './tableMessages.ts'
import css from './Toolbar.module.css'

interface Props {
  table: string
  q: string
  onChange: (q: string) => void
}

/** Free text over the searchable columns; `/` comes here, Escape empties it. */
export function SearchInput({ table, q, onChange }: Props) {
  const t = useMessages(tableMessages)
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [text, setText] = useState(q)
  const [sent, setSent] = useState(q)
  // The address changed from elsewhere (Back, "clear filters"): follow it, also over what was being typed.
  if (q !== sent) {
    setSent(q)
    setText(q)
  }
  useSlashKey(input)
  useEffect(() => () => clearTimeout(timer.current), [])
  const sendNow = (next: string) => {
    clearTimeout(timer.current)
    timer.current = undefined
    setSent(next)
    onChange(next)
  }
  const send = (next: string, delay: number) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => sendNow(next), delay)
  }
  return (
    <input
      ref={input}
      type="search"
      className={css.search}
      placeholder={t.filterPlaceholder}
      aria-label={t.filterLabel(table)}
      aria-keyshortcuts="/"
      value={text}
      onChange={(event) => send(event.target.value, 150)}
      // Written before what is clicked next: later it would call back the page that the click leads to.
      onBlur={() => {
        if (timer.current !== undefined) sendNow(text)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === '') return
        event.preventDefault()
        send('', 0)
      }}
    />
  )
}

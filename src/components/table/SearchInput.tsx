import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigation } from 'react-router'
import { useMessages } from '~/components/useMessages.ts'
import { useShortcuts } from '~/components/useShortcuts.ts'
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
  const hasShortcut = useShortcuts()
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
  const { location: next } = useNavigation()
  const here = useLocation().pathname
  const isLeaving = useRef(false)
  useEffect(() => {
    isLeaving.current = next !== undefined && next.pathname !== here
  }, [next, here])
  const send = (typed: string, delay: number) => {
    setText(typed)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      // A row was opened meanwhile: writing to the address of the list would call the reader back.
      if (isLeaving.current) return
      setSent(typed)
      onChange(typed)
    }, delay)
  }
  return (
    <input
      ref={input}
      type="search"
      className={css.search}
      placeholder={t.filterPlaceholder}
      aria-label={t.filterLabel(table)}
      aria-keyshortcuts={hasShortcut ? '/' : undefined}
      value={text}
      onChange={(event) => send(event.target.value, 150)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === '') return
        event.preventDefault()
        send('', 0)
      }}
    />
  )
}

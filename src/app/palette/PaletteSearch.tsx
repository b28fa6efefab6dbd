import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router'
import { useMessages } from '~/components/useMessages.ts'
import type { Family } from '~/contract/types.ts'
import { bestMatches } from './match.ts'
import { nearness } from './nearness.ts'
import classes from './Palette.module.css'
import { paletteGroups, type PaletteEntry } from './paletteEntry.ts'
import { paletteMessages } from './paletteMessages.ts'
import { usePaletteEntries } from './usePaletteEntries.ts'
import { usePageFamily } from './usePageFamily.ts'

const LIMIT = 60
/** Resources shown before anything is typed: the rest is found by typing. */
const AT_FIRST = 6

/** The entries to show, by group, in the order in which the arrow keys pass them. */
function arrange(entries: readonly PaletteEntry[], typed: string, family: Family | undefined): PaletteEntry[] {
  const isEmpty = typed.trim() === ''
  const found = isEmpty ? entries : bestMatches(entries, typed, LIMIT, (entry) => nearness(entry, family))
  // With something typed, the group of the best match comes first.
  const order = isEmpty ? paletteGroups : [...new Set(found.map((entry) => entry.group))]
  return order.flatMap((group) => {
    const members = found.filter((entry) => entry.group === group)
    return isEmpty && group === 'resources' ? members.slice(0, AT_FIRST) : members
  })
}

interface Props {
  opened: boolean
  onClose: () => void
  /** What was typed before the field had the focus. */
  takeKeys: () => string
}

/** Search field and list: an ARIA combobox whose focus stays in the field. */
export function PaletteSearch({ opened, onClose, takeKeys }: Props) {
  const t = useMessages(paletteMessages)
  const navigate = useNavigate()
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  /** The entry that was reached with the arrows: more may come in above it while the palette is open. */
  const [active, setActive] = useState<string>()
  const entries = arrange(usePaletteEntries(typed), typed, usePageFamily())
  const current = Math.max(
    0,
    entries.findIndex(({ id }) => id === active),
  )
  const optionId = (index: number) => `${listId}-${index}`

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current, typed])

  const start = () => {
    const before = takeKeys()
    if (before) setTyped(before)
  }
  // Opened again while it was closing, the field may never have lost the focus.
  const handleOpened = useEffectEvent(start)
  useEffect(() => {
    if (opened && document.activeElement === field.current) handleOpened()
  }, [opened])

  const choose = (entry: PaletteEntry | undefined) => {
    // Not possible now: the palette stays, with the reason in view.
    if (!entry || entry.disabledReason !== undefined) return
    onClose()
    if (entry.to !== undefined) void navigate(entry.to)
    else entry.run?.()
  }
  const handleKey = (event: KeyboardEvent) => {
    // Enter and arrows of an input method choose characters, not entries.
    if (event.nativeEvent.isComposing) return
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + 8,
      PageUp: current - 8,
    }
    const step = steps[event.key]
    if (step !== undefined && entries.length > 0) {
      event.preventDefault()
      const last = entries.length - 1
      const isPage = event.key.startsWith('Page')
      setActive(entries[isPage ? Math.max(0, Math.min(last, step)) : (step + entries.length) % entries.length]?.id)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(entries[current])
    }
  }
  return (
    <>
      <input
        ref={field}
        className={classes.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={entries.length > 0 ? optionId(current) : undefined}
        aria-label={t.title}
        placeholder={t.placeholder}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        value={typed}
        onFocus={start}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setActive(undefined)
        }}
        onKeyDown={handleKey}
      />
      <output className={classes.count}>{typed ? t.count(entries.length) : ''}</output>
      <div ref={list} id={listId} role="listbox" aria-label={t.title} className={classes.list}>
        {entries.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {entries[index - 1]?.group === entry.group ? null : (
              <div className={classes.group} role="presentation">
                {t.groups[entry.group]}
              </div>
            )}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are handled in the field, which keeps the focus */}
            <div
              id={optionId(index)}
              role="option"
              aria-selected={index === current}
              aria-disabled={entry.disabledReason !== undefined || undefined}
              tabIndex={-1}
              className={classes.entry}
              onPointerMove={() => setActive(entry.id)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(entry)}
            >
              <span className={classes.label} lang={entry.lang}>
                {entry.label}
              </span>
              {entry.disabledReason !== undefined ? (
                <span className={classes.reason}>{entry.disabledReason}</span>
              ) : entry.detail ? (
                <span className={classes.detail}>{entry.detail}</span>
              ) : null}
            </div>
          </div>
        ))}
        {entries.length === 0 ? (
          <p className={classes.none}>
            {t.none(typed.trim())} <span>{t.noneText}</span>
          </p>
        ) : null}
      </div>
      <div className={classes.keys} aria-hidden="true">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t.keys.move}
        </span>
        <span>
          <kbd>↵</kbd> {t.keys.open}
        </span>
        <span>
          <kbd>Esc</kbd> {t.keys.close}
        </span>
      </div>
    </>
  )
}

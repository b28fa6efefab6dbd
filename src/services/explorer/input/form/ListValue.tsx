import { IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import { step } from '../checkValue.ts'
import type { ListNode } from '../formNode.ts'
import { setValue } from '../initialValue.ts'
import { ChecksValue } from './ChecksValue.tsx'
import { formMessages } from './formMessages.ts'
import { ListEntry } from './ListEntry.tsx'
import type { ValueProps } from './valueProps.ts'
import css from './Form.module.css'

/** As many choices fit as boxes to tick. */
const BOXES = 16

/** A list: entries to fill in, add, take away and move. */
export function ListValue(props: ValueProps<ListNode>) {
  const t = useMessages(formMessages)
  const { node, value, onChange, pointer, place, label, field, id } = props
  const list = useRef<HTMLOListElement>(null)
  const focusAt = useRef<number>(undefined)
  const [told, setTold] = useState('')
  // Entries have no identity of their own, and a moved one takes its fold along: each gets a number.
  const [keys, setKeys] = useState<{ next: number; list: readonly number[] }>({ next: 0, list: [] })
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  const numbers = entries.map((_, at) => keys.list[at] ?? -1 - at)
  useEffect(() => {
    const at = focusAt.current
    if (at === undefined) return
    focusAt.current = undefined
    const entry = list.current?.children[at]
    const target =
      entry?.querySelector<HTMLElement>('input, select, textarea, button') ?? document.getElementById(`${id}add`)
    target?.focus()
  }, [entries.length, id])
  const item = node.item()
  if (
    item.form === 'choice' &&
    item.choices.length > 1 &&
    item.choices.length <= BOXES &&
    entries.every((one) => item.choices.some((choice) => choice.value === one))
  )
    return <ChecksValue {...props} choices={item.choices} />
  const put = (at: number, next: unknown) => onChange(entries.map((one, index) => (index === at ? (next ?? '') : one)))
  const remove = (at: number) => {
    focusAt.current = Math.min(at, entries.length - 2)
    setTold(t.removed(at + 1))
    setKeys({ ...keys, list: numbers.filter((_, index) => index !== at) })
    onChange(entries.filter((_, index) => index !== at))
  }
  const move = (at: number, to: number) => {
    setTold(t.moved(to + 1))
    const swap = <T,>(all: readonly T[]) =>
      all.map((one, index) => (index === at ? (all[to] ?? one) : index === to ? (all[at] ?? one) : one))
    setKeys({ ...keys, list: swap(numbers) })
    onChange(entries.map((one, index) => (index === at ? entries[to] : index === to ? entries[at] : one)))
  }
  const add = () => {
    focusAt.current = entries.length
    setKeys({ next: keys.next + 1, list: [...numbers, keys.next] })
    onChange([...entries, setValue(item)])
  }
  return (
    <div className={css.list}>
      <ol ref={list} aria-label={label}>
        {entries.map((one, at) => (
          <ListEntry
            key={numbers[at]}
            node={item}
            id={`${id}-${at}`}
            label={t.entry(label, at + 1)}
            field={field}
            value={one}
            onChange={(next) => put(at, next)}
            pointer={pointer + step(at)}
            place={place}
            isFolded={(numbers[at] ?? 0) < 0}
            onUp={at === 0 ? undefined : () => move(at, at - 1)}
            onDown={at === entries.length - 1 ? undefined : () => move(at, at + 1)}
            onRemove={() => remove(at)}
          />
        ))}
      </ol>
      <button
        id={`${id}add`}
        type="button"
        className={css.add}
        disabled={node.maxItems !== undefined && entries.length >= node.maxItems}
        onClick={add}
      >
        <IconPlus size={14} aria-hidden />
        {t.add(label)}
      </button>
      <span role="status" className={css.told}>
        {told}
      </span>
    </div>
  )
}

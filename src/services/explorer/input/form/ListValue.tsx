import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '~/components/IconButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { step } from '../checkValue.ts'
import type { ChoiceNode, ListNode } from '../formNode.ts'
import { setValue } from '../initialValue.ts'
import { ChecksValue } from './ChecksValue.tsx'
import { ItemErrors } from './ItemErrors.tsx'
import { useForm } from './formContext.ts'
import { formMessages } from './formMessages.ts'
import { isWide, type ValueProps } from './valueProps.ts'
import css from './Form.module.css'

/** As many choices fit as boxes to tick. */
const BOXES = 16

/** A list: entries to fill in, add, take away and move. */
export function ListValue(props: ValueProps<ListNode>) {
  const t = useMessages(formMessages)
  const { Value } = useForm()
  const { node, value, onChange, pointer, place, label, id } = props
  const list = useRef<HTMLOListElement>(null)
  const focusAt = useRef<number>(undefined)
  const [told, setTold] = useState('')
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  const item = node.item()
  useEffect(() => {
    const at = focusAt.current
    if (at === undefined) return
    focusAt.current = undefined
    const entry = list.current?.children[at] ?? list.current?.lastElementChild
    const target = entry?.querySelector<HTMLElement>('input, select, textarea, button') ?? document.getElementById(`${id}add`)
    target?.focus()
  }, [entries.length, id])
  if (item.form === 'choice' && (node.isUnique || item.choices.length > 1) && item.choices.length <= BOXES && entries.every((one) => item.choices.some((choice) => choice.value === one)))
    return <ChecksValue {...props} choices={(item as ChoiceNode).choices} />
  const put = (at: number, next: unknown) => onChange(entries.map((one, index) => (index === at ? (next ?? '') : one)))
  const remove = (at: number) => {
    focusAt.current = Math.max(0, Math.min(at, entries.length - 2))
    setTold(t.removed(at + 1))
    onChange(entries.filter((_, index) => index !== at))
  }
  const move = (at: number, to: number) => {
    setTold(t.moved(to + 1))
    onChange(entries.map((one, index) => (index === at ? entries[to] : index === to ? entries[at] : one)))
  }
  const add = () => {
    focusAt.current = entries.length
    onChange([...entries, setValue(item)])
  }
  return (
    <div className={css.list}>
      <ol ref={list} aria-label={label}>
        {entries.map((one, at) => {
          const name = t.entry(label, at + 1)
          const tools = (
            <span className={css.tools}>
              <IconButton label={t.up(name)} disabled={at === 0} onClick={() => move(at, at - 1)}>
                <IconArrowUp size={14} aria-hidden />
              </IconButton>
              <IconButton label={t.down(name)} disabled={at === entries.length - 1} onClick={() => move(at, at + 1)}>
                <IconArrowDown size={14} aria-hidden />
              </IconButton>
              <IconButton label={t.remove(name)} onClick={() => remove(at)}>
                <IconTrash size={14} aria-hidden />
              </IconButton>
            </span>
          )
          return (
            // Entries have no identity of their own: their place is it.
            <li key={String(at)} className={isWide(item) ? css.block : css.entry}>
              {isWide(item) ? (
                <div className={css.entryHead}>
                  <span>{name}</span>
                  {tools}
                </div>
              ) : null}
              <Value node={item} id={`${id}-${at}`} label={name} value={one} onChange={(next) => put(at, next)} pointer={pointer + step(at)} place={place} describedBy={`${id}-${at}e`} />
              {isWide(item) ? null : tools}
              <ItemErrors id={`${id}-${at}e`} pointer={pointer + step(at)} />
            </li>
          )
        })}
      </ol>
      <button id={`${id}add`} type="button" className={css.add} disabled={node.maxItems !== undefined && entries.length >= node.maxItems} onClick={add}>
        <IconPlus size={14} aria-hidden />
        {t.add(label)}
      </button>
      <span role="status" className={css.told}>
        {told}
      </span>
    </div>
  )
}

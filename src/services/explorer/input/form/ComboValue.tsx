import { Combobox, useCombobox } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import type { Choice } from '../formNode.ts'
import { formMessages } from './formMessages.ts'
import { controlProps, type ValueProps } from './valueProps.ts'
import css from './Form.module.css'

interface Props extends ValueProps {
  text: string
  onText: (text: string) => void
  choices: readonly Choice[]
  /** There are no choices to show (yet); why stands below the field. */
  isWaiting?: boolean
  onOpen?: () => void
}

/** As many are drawn at once; typing finds the others. */
const SHOWN = 200

/** A text with choices to pick from; any other text may be typed. */
export function ComboValue(props: Props) {
  const t = useMessages(formMessages)
  const { text, onText, choices, isWaiting = false, onOpen, value } = props
  const box = useCombobox({
    onDropdownClose: () => box.resetSelectedOption(),
    ...(onOpen ? { onDropdownOpen: onOpen } : {}),
  })
  const typed = text.toLowerCase()
  // A value that stands for itself is a choice made: the others are shown again.
  const isChosen = choices.some((choice) => String(choice.value) === text)
  const found = isChosen
    ? choices
    : choices.filter((choice) => `${String(choice.value)} ${choice.label}`.toLowerCase().includes(typed))
  const handleKey = (event: KeyboardEvent) => {
    // Esc closes the list; only then it may leave what is around.
    if (event.key === 'Escape' && box.dropdownOpened) event.stopPropagation()
  }
  return (
    <span className={css.combo}>
      <Combobox
        keepMounted={false}
        store={box}
        withinPortal={false}
        transitionProps={{ duration: 0 }}
        onOptionSubmit={(next) => (onText(next), box.closeDropdown())}
      >
        <Combobox.Target>
          <input
            {...controlProps(props)}
            className={css.input}
            autoComplete="off"
            spellCheck={false}
            placeholder={value === undefined ? t.notSet : t.emptyText}
            value={text}
            onChange={(event) => {
              onText(event.target.value)
              box.openDropdown()
              box.updateSelectedOptionIndex()
            }}
            onClick={() => box.openDropdown()}
            onBlur={() => box.closeDropdown()}
            onKeyDown={handleKey}
          />
        </Combobox.Target>
        <Combobox.Dropdown className={css.choices} hidden={isWaiting}>
          <Combobox.Options aria-label={props.label}>
            {found.length === 0 ? <Combobox.Empty>{t.noMatch}</Combobox.Empty> : null}
            {found.slice(0, SHOWN).map((choice) => (
              <Combobox.Option key={String(choice.value)} value={String(choice.value)} className={css.choice}>
                <code>{String(choice.value)}</code>
                {choice.label && choice.label !== String(choice.value) ? (
                  <span className={css.dim}>{choice.label}</span>
                ) : null}
              </Combobox.Option>
            ))}
            {found.length > SHOWN ? <Combobox.Empty>{t.more(found.length - SHOWN)}</Combobox.Empty> : null}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </span>
  )
}

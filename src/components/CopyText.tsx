import { CopyButton } from './CopyButton.tsx'
import css from './values.module.css'

interface Props {
  text: string
  /** What it is, for the name of the button. */
  what?: string
  mono?: boolean
  /** Shown instead of the whole text. */
  children?: React.ReactNode
}

/** A text with a button that copies it. */
export function CopyText({ text, what, mono = true, children }: Props) {
  return (
    <span className={css.copy}>
      <span className={mono ? `${css.text} ${css.mono}` : css.text} title={text}>
        {children ?? text}
      </span>
      <CopyButton text={text} what={what} />
    </span>
  )
}

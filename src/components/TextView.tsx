import { CopyButton } from './CopyButton.tsx'
import css from './TextView.module.css'

interface Props {
  text: string
  /** Names the block and its copy button. */
  label: string
  /** Copied instead of what is shown. */
  copy?: string
}

/** Preformatted text with a copy button; scrolls inside itself. */
export function TextView({ text, label, copy }: Props) {
  return (
    <section className={css.view} aria-label={label}>
      {/* The button stands inside what scrolls, so that the region is reachable by keyboard. */}
      <span className={css.copy}>
        <CopyButton text={copy ?? text} what={label} />
      </span>
      <pre>{text}</pre>
    </section>
  )
}

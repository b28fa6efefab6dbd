import { TextView } from '~/components/TextView.tsx'
import { useMessages } from '~/components/useMessages.ts'
import css from './Answer.module.css'
import { answerMessages } from './answerMessages.ts'

/** Characters of raw text that a page draws without getting slow. */
const MAX_TEXT = 300_000

/** A body as it came, to the letter. */
export function RawText({ text }: { text: string }) {
  const t = useMessages(answerMessages)
  return (
    <>
      {text.length > MAX_TEXT ? <p className={css.info}>{t.cut}</p> : null}
      <div className={css.raw}>
        <TextView text={text.slice(0, MAX_TEXT)} copy={text} label={t.raw} />
      </div>
    </>
  )
}

import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { MASK } from '~/contract/console.ts'
import { commonMessages } from './commonMessages.ts'
import { CopyButton } from './CopyButton.tsx'
import { IconButton } from './IconButton.tsx'
import { describeOnce } from './describeError.ts'
import { useMessages } from './useMessages.ts'
import css from './values.module.css'

const shownFor = 30_000

interface Props {
  /** What it is, for the names of the buttons: `secret key`. */
  label: string
  /** Fetches the secret each time it is asked for; it is kept nowhere but in this component while it is shown. */
  onReveal: () => Promise<string>
}

/** A secret: masked, shown on request for 30 s, copied without being shown. */
export function Secret({ label, onReveal }: Props) {
  const t = useMessages(commonMessages)
  const [shown, setShown] = useState<string>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    if (shown === undefined) return
    const timer = setTimeout(() => setShown(undefined), shownFor)
    return () => clearTimeout(timer)
  }, [shown])
  const handleToggle = async () => {
    setFailure(undefined)
    if (shown !== undefined) return setShown(undefined)
    try {
      setShown(await onReveal())
    } catch (error) {
      setFailure((await describeOnce(error)).message)
    }
  }
  return (
    <span className={css.copy}>
      <span className={`${css.mono} ${css.wrap}`}>
        {shown ?? (
          <>
            <span aria-hidden>{MASK}</span>
            <span className={css.srOnly}>{t.hidden}</span>
          </>
        )}
      </span>
      <IconButton label={shown === undefined ? t.reveal(label) : t.conceal(label)} onClick={() => void handleToggle()}>
        {shown === undefined ? <IconEye size={14} aria-hidden /> : <IconEyeOff size={14} aria-hidden />}
      </IconButton>
      <CopyButton text={shown ?? onReveal} what={label} />
      {failure !== undefined && (
        <span role="alert" className={css.bad}>
          {t.revealFailed(failure)}
        </span>
      )}
    </span>
  )
}

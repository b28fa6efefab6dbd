import { formMessages } from './formMessages.ts'
import { requestText, toCurl, type RequestPreviewData } from './curl.ts'
import { TextView } from './TextView.tsx'
import { useCopy } from './useCopy.ts'
import { useMessages } from './useMessages.ts'
import css from './Form.module.css'

/** The request as it will be sent, folded up until someone wants to see it. */
export function RequestPreview({ request }: { request: RequestPreviewData }) {
  const t = useMessages(formMessages)
  const { state, copy } = useCopy()
  return (
    <details className={css.request}>
      <summary>
        {t.request} <span className={css.dim}>{t.requestNote}</span>
      </summary>
      <TextView text={requestText(request)} label={t.request} />
      <button type="button" className={css.link} onClick={() => void copy(toCurl(request))}>
        {t.copyCurl}
      </button>{' '}
      <output className={css.dim}>{state === 'copied' ? t.copied : state === 'failed' ? t.copyFailed : ''}</output>
    </details>
  )
}

import { useCallback, useEffect, useRef, useState } from 'react'

/** Copies a text and says for two seconds what came of it. */
export function useCopy(): {
  state: 'idle' | 'copied' | 'failed'
  copy: (text: string | (() => Promise<string>)) => Promise<void>
} {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = useCallback(async (text: string | (() => Promise<string>)) => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text())
      setState('copied')
    } catch {
      // No secure context, the user said no, or the text could not be fetched.
      setState('failed')
    }
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setState('idle'), 2000)
  }, [])
  return { state, copy }
}

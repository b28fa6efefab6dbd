import type { ReactNode } from 'react'

interface ToastLink {
  to: string
  label: string
}

export interface ToastOptions {
  tone: 'ok' | 'error' | 'warn'
  title?: string
  message: ReactNode
  /** To what the message is about, such as what was created. */
  link?: ToastLink
  /** Another toast with the same id takes the place of the first. */
  id?: string
}

type Sink = (toast: ToastOptions) => void
let sink: Sink | undefined
const waiting: ToastOptions[] = []
let onFirst: (() => void) | undefined

/** A short message at the edge of the page. Failures of a form or a dialog are shown there, not here. */
export function toast(options: ToastOptions): void {
  if (sink) return sink(options)
  waiting.push(options)
  onFirst?.()
}

/** For the shell: where toasts are drawn is loaded with the first of them. */
export function onFirstToast(listener: () => void): () => void {
  onFirst = listener
  if (waiting.length > 0) listener()
  return () => (onFirst = undefined)
}

/** For what draws them: takes over, with those that waited for it. */
export function drawToasts(draw: Sink): void {
  sink = draw
  for (const options of waiting.splice(0)) draw(options)
}

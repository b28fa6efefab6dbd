import { lazy, Suspense } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import type { EditorLanguage } from '../form/editorOf.ts'
import { editorMessages } from './editorMessages.ts'
import type { EditorSchema } from './editorSchema.ts'
import css from './Editor.module.css'

/** CodeMirror is loaded when the first editor is opened. */
const CodeEditor = lazy(async () => ({ default: (await import('./CodeEditor.tsx')).CodeEditor }))

export interface EditorProps {
  label: string
  text: string
  onChange: (text: string) => void
  language: EditorLanguage
  /** Completes and checks by it (JSON only). */
  schema?: EditorSchema
  describedBy?: string
}

/** A text editor for JSON, YAML and other plain text; until it is there, the text is shown. */
export function LazyEditor(props: EditorProps) {
  const t = useMessages(editorMessages)
  return (
    <Suspense
      fallback={
        <pre className={css.loading} aria-busy="true" aria-label={t.loading}>
          {props.text}
        </pre>
      }
    >
      <CodeEditor {...props} />
    </Suspense>
  )
}

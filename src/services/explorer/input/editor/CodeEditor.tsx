import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { searchKeymap, searchPanelOpen } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useId, useRef } from 'react'
import { useLanguage, useMessages } from '~/components/useMessages.ts'
import { findJsonError } from '../jsonError.ts'
import { completeJson } from './completion.ts'
import { editorMessages } from './editorMessages.ts'
import { editorPhrases } from './editorPhrases.ts'
import { editorTheme, highlighting } from './editorTheme.ts'
import { nameOf, nodeAt, pathOf, rangeOf } from './jsonPath.ts'
import type { EditorProps } from './LazyEditor.tsx'
import { nodesAt } from './schemaAt.ts'
import css from './Editor.module.css'

/**
 * CodeMirror, in a shadow root: there it brings its styles as adopted style sheets, while in a document it writes a
 * style element, which our content security policy refuses. Tab is left to the browser, so nobody is caught in it.
 */
export function CodeEditor({ label, text, onChange, language, schema, describedBy }: EditorProps) {
  const t = useMessages(editorMessages)
  const locale = useLanguage()
  const id = useId()
  const hint = useRef<HTMLParagraphElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const latest = useRef({ onChange, schema, text })
  /** Own texts that have been told and have not come back yet. */
  const told = useRef<string[]>([])
  useEffect(() => {
    latest.current = { onChange, schema, text }
  })
  useEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open', delegatesFocus: true })
    const readSchema = () => latest.current.schema?.node
    const leave = (editor: EditorView) => {
      // Esc closes what is open first: choices, the search panel.
      if (completionStatus(editor.state) !== null || searchPanelOpen(editor.state)) return false
      // From there Tab goes on to what comes after the editor.
      hint.current?.focus()
      return true
    }
    const extensions: Extension[] = [
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      bracketMatching(),
      closeBrackets(),
      EditorState.tabSize.of(2),
      EditorView.lineWrapping,
      editorTheme,
      syntaxHighlighting(highlighting),
      language === 'json' ? json() : language === 'yaml' ? yaml() : [],
      autocompletion(language === 'json' ? { override: [completeJson(readSchema)] } : {}),
      describe(readSchema),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...searchKeymap,
        ...historyKeymap,
        { key: 'Escape', run: leave },
        ...defaultKeymap,
      ]),
      EditorState.phrases.of(locale === 'zh' ? editorPhrases : {}),
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', 'aria-description': t.keys }),
      EditorView.updateListener.of((update) => {
        const now = update.state.doc.toString()
        // With nothing under way, the text that was given has just been put in.
        if (!update.docChanged || (told.current.length === 0 && now === latest.current.text)) return
        told.current.push(now)
        latest.current.onChange(now)
      }),
    ]
    const editor = new EditorView({
      state: EditorState.create({ doc: latest.current.text, extensions }),
      parent: root,
      root,
    })
    // Focus that the host is given lands on what scrolls, which comes first.
    editor.scrollDOM.addEventListener('focus', () => editor.focus())
    view.current = editor
    return () => {
      editor.destroy()
      view.current = undefined
    }
  }, [label, language, locale, t])
  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const isNow = editor.state.doc.toString() === text
    const echo = told.current.lastIndexOf(text)
    told.current = isNow || echo < 0 ? [] : told.current.slice(echo + 1)
    // What comes back of our own changes is there already, or has been typed over; only others replace the text.
    if (!isNow && echo < 0) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
  }, [text])
  const errors = schema?.errors
  const isTried = schema?.isTried ?? false
  const pointer = schema?.pointer ?? ''
  const isInvalid = errors?.some((error) => error.pointer.startsWith(pointer) && !error.isAdvice)
  useEffect(() => {
    const editor = view.current
    if (!editor || language !== 'json') return
    const mistake = text.trim() === '' ? undefined : findJsonError(text)
    const at = Math.min(mistake?.offset ?? 0, text.length)
    const found: Diagnostic[] = mistake
      ? [
          {
            from: Math.max(0, Math.min(at, text.length - 1)),
            to: Math.min(at + 1, text.length),
            severity: 'error',
            message: mistake.message,
          },
        ]
      : (errors ?? [])
          .filter((error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`))
          .map((error) => ({
            ...rangeOf(editor.state, error.pointer.slice(pointer.length)),
            severity: error.isAdvice || (error.isMissing && !isTried) ? 'warning' : 'error',
            message: `${error.pointer.slice(pointer.length + 1)} ${error.message}`.trim(),
          }))
    editor.dispatch(setDiagnostics(editor.state, found))
  }, [errors, isTried, language, pointer, text, locale, label])
  return (
    <div role="group" aria-label={label} aria-describedby={[`${id}k`, describedBy].filter(Boolean).join(' ')}>
      {/* Its own content is out of reach from outside: the host passes the focus on to it. */}
      <div ref={host} className={css.host} data-invalid={isInvalid || undefined} />
      <p ref={hint} id={`${id}k`} tabIndex={-1} className={css.keys}>
        {t.keys}
      </p>
    </div>
  )
}

/** What the contract says of the name under the pointer. */
function describe(read: () => Parameters<typeof nodesAt>[0] | undefined): Extension {
  return hoverTooltip((editor, position) => {
    const root = read()
    const node = nodeAt(editor.state, position)
    const property = node.parent
    if (!root || node.name !== 'PropertyName' || !property) return null
    const words = nodesAt(root, [...pathOf(editor.state, property), nameOf(editor.state, property)])[0]?.description
    if (!words) return null
    return {
      pos: node.from,
      end: node.to,
      above: true,
      create: () => {
        const dom = document.createElement('div')
        dom.className = 'cm-hint'
        dom.lang = 'en'
        dom.textContent = words
        return { dom }
      },
    }
  })
}

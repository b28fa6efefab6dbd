import { Exact } from '~/lib/json.ts'
import type { CellValue, Column } from './column.ts'

/** Characters that make a spreadsheet take a text for a formula, with their full-width forms. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** One field of a CSV line: text that would be a formula gets a leading apostrophe; numbers stay numbers. */
export function csvField(value: CellValue): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table as CSV with a byte order mark (spreadsheets need it for Chinese) and CRLF lines (RFC 4180). */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const exported = columns.filter((column) => column.value)
  const lines = [exported.map((column) => csvField(column.label)).join(',')]
  for (const row of rows) lines.push(exported.map((column) => csvField(column.value?.(row))).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** Rows as they came, 64-bit numbers exact, also those that a page has worked out. */
export function toJson(rows: readonly unknown[]): string {
  const exact = (_key: string, value: unknown) =>
    typeof value === 'bigint' ? new Exact(String(value)).toJSON() : value
  return `${JSON.stringify(rows, exact, 2)}\n`
}

/** `Topics 2026-11-21.csv`: no character that a file system could take for a path. */
export function exportName(label: string, now: Date, extension: 'csv' | 'json'): string {
  const safe = label.replace(/[^\p{L}\p{N} ._-]+/gu, '-').replace(/^[.\s-]+/, '')
  return `${safe || 'export'} ${now.toISOString().slice(0, 10)}.${extension}`
}

/** Hands a text to the browser as a file. */
export function saveFile(name: string, text: string, type: string): void {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }))
}

/** Hands bytes to the browser as a file. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the data by then; without this the blob stays in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Reads the first messages of an answer, page by page, up to a bound: a topic can hold more than anyone can load. Pure. */
import type { Page } from '~/api/pages.ts'
import type { Message } from '~/contract/rocketmq/generated/types.ts'
import { messageKey } from './messageFields.ts'

/** Sorting and filtering look at so many messages at most. */
const SCAN_LIMIT = 2000
export const PAGE = 50
const PARALLEL = 4

export interface Scan {
  rows: Message[]
  /** How many messages match in all; undefined when the cloud did not say. */
  total?: number
  /** There are, or may be, more messages than `rows`. */
  truncated: boolean
}

/**
 * Reads up to `limit` messages. `read` gets page numbers from 1.
 * @throws what `read` throws
 */
export async function scanMessages(
  read: (page: number) => Promise<Page<Message>>,
  onProgress: (soFar: Scan) => void,
  limit: number = SCAN_LIMIT,
): Promise<Scan> {
  const found = new Map<string, Message>()
  let total: number | undefined
  let offset = 0
  const scan = (truncated: boolean): Scan => ({
    rows: [...found.values()].slice(0, limit),
    ...(total === undefined ? {} : { total }),
    truncated,
  })
  const take = (page: Page<Message>) => {
    for (const message of page.rows) found.set(messageKey(message), message)
    total = page.total ?? total
  }
  const pages = Math.ceil(limit / PAGE)
  for (let page = 1; page <= pages;) {
    const left = total === undefined ? 1 : Math.ceil((total - offset) / PAGE)
    const count =
      page === 1 ? 1 : Math.max(1, Math.min(PARALLEL, pages - page + 1, total === undefined ? PARALLEL : left))
    const answers = await Promise.all(Array.from({ length: count }, (_, index) => read(page + index)))
    const before = found.size
    answers.forEach(take)
    page += count
    offset += count * PAGE
    const isEnd = answers.some((answer) => answer.rows.length < PAGE) || (total !== undefined && offset >= total)
    // A service that ignores the offset sends the same page for ever.
    if (isEnd || found.size === before) return scan(total !== undefined && found.size < total)
    if (page <= pages) onProgress(scan(true))
  }
  return scan(total === undefined || total > Math.min(found.size, limit))
}

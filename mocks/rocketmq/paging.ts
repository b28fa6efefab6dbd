import { problem } from '../simulation.ts'

export interface Page {
  offset: number
  limit: number
}

/**
 * Reads the paging of a call; numbers may come as digits in text (5.4.1, 5.5).
 * @throws DMS.10240042 for a page that is too large or empty, DMS.10240043 for an offset that is no whole number
 */
export function pageOf(args: { offset?: number | string; limit?: number | string }, max: number, usual = 10): Page {
  const limit = Number(args.limit ?? usual)
  const offset = Number(args.offset ?? 0)
  if (!Number.isInteger(limit) || limit < 1 || limit > max) throw problem('DMS.10240042')
  if (!Number.isSafeInteger(offset) || offset < 0) throw problem('DMS.10240043')
  return { offset, limit }
}

/** The rows of a page. */
export function cut<Row>(rows: readonly Row[], page: Page): Row[] {
  return rows.slice(page.offset, page.offset + page.limit)
}

/** What lists with a quota tell about their neighbours (5.2.1): -1 when there is none. */
export function neighbours(total: number, page: Page): { next_offset: number; previous_offset: number } {
  const next = page.offset + page.limit
  return {
    next_offset: next < total ? next : -1,
    previous_offset: page.offset > 0 ? Math.max(0, page.offset - page.limit) : -1,
  }
}

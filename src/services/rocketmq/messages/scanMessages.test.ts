import { describe, expect, test, vi } from 'vitest'
import type { Page } from '~/api/pages.ts'
import type { Message } from '~/contract/rocketmq/generated/types.ts'
import { PAGE, scanMessages } from './scanMessages.ts'

/** A topic with so many messages that counts its calls. */
function topic(size: number, hasTotal = true) {
  return vi.fn<(page: number) => Promise<Page<Message>>>(async (page) => {
    const rows = Array.from({ length: Math.max(0, Math.min(PAGE, size - (page - 1) * PAGE)) }, (_, at) => ({
      msg_id: String((page - 1) * PAGE + at),
    }))
    return { rows, ...(hasTotal ? { total: size } : {}) }
  })
}

describe('a bounded read', () => {
  test('reads everything of a short list with as many calls as needed', async () => {
    const read = topic(120)
    const scan = await scanMessages(read, () => undefined, 500)
    expect(scan.rows.map((row) => row.msg_id)).toEqual(Array.from({ length: 120 }, (_, at) => String(at)))
    expect(scan).toMatchObject({ total: 120, truncated: false })
    expect(read).toHaveBeenCalledTimes(3)
  })

  test('stops at the bound and says so', async () => {
    const read = topic(64_800)
    const progress = vi.fn<(soFar: unknown) => void>()
    const scan = await scanMessages(read, progress, 500)
    expect(scan.rows).toHaveLength(500)
    expect(scan).toMatchObject({ total: 64_800, truncated: true })
    expect(read).toHaveBeenCalledTimes(10)
    expect(progress).toHaveBeenCalled()
  })

  test('without a total, a short page is the end and the bound counts as cut off', async () => {
    expect(await scanMessages(topic(70, false), () => undefined, 500)).toMatchObject({ truncated: false })
    expect((await scanMessages(topic(70, false), () => undefined, 500)).rows).toHaveLength(70)
    expect(await scanMessages(topic(900, false), () => undefined, 500)).toMatchObject({ truncated: true })
  })

  test('a service that ignores the offset does not loop', async () => {
    const read = vi.fn<() => Promise<Page<Message>>>(async () => topic(PAGE, false)(1))
    const scan = await scanMessages(read, () => undefined, 500)
    expect(scan.rows).toHaveLength(PAGE)
    expect(read.mock.calls.length).toBeLessThan(8)
  })

  test('an empty answer is empty', async () => {
    expect(await scanMessages(topic(0), () => undefined)).toEqual({ rows: [], total: 0, truncated: false })
  })

  test('a failure is passed on', async () => {
    await expect(
      scanMessages(
        async () => Promise.reject(new Error('no')),
        () => undefined,
      ),
    ).rejects.toThrow('no')
  })
})

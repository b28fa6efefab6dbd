import { describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { setLanguage } from '~/lib/messages.ts'
import { draw } from './browserRender.tsx'
import { Time } from './Time.tsx'
import { UpdatedAgo } from './UpdatedAgo.tsx'
import { setZone } from './useZone.ts'

const noon = Date.parse('2026-11-21T12:00:00Z')

function stopClock(at: number): void {
  vi.useFakeTimers({ now: at, toFake: ['Date', 'setInterval', 'clearInterval'] })
}

describe('Time', () => {
  it('says how long ago, and when on hover, in the zone of the reader', async () => {
    stopClock(noon + 5 * 60_000)
    draw(<Time at={noon} />)
    const time = page.getByText('5 min ago')
    await expect.element(time).toHaveAttribute('title', '2026-11-21 17:30:00 UTC+5:30')
    await expect.element(time).toHaveAttribute('datetime', '2026-11-21T12:00:00.000Z')
    setZone('utc')
    await expect.element(time).toHaveAttribute('title', '2026-11-21 12:00:00 UTC')
  })

  it('grows old while one looks', async () => {
    stopClock(noon)
    draw(<Time at={noon - 30_000} />)
    await expect.element(page.getByText('30 s ago')).toBeVisible()
    vi.advanceTimersByTime(60_000)
    await expect.element(page.getByText('1 min ago')).toBeVisible()
  })

  it('shows milliseconds, and the date where it was long ago', async () => {
    stopClock(noon)
    draw(
      <>
        <Time at="1700000000123" show="exact" millis />
        <Time at="2025-01-02T00:00:00" />
      </>,
    )
    await expect.element(page.getByText('2023-11-15 03:43:20.123 UTC+5:30')).toBeVisible()
    // The cloud's times name no zone and are UTC.
    await expect.element(page.getByText('2025-01-02 05:30:00 UTC+5:30')).toBeVisible()
  })

  it.each([
    ['nothing', undefined, '–'],
    ['the 0 that means never', 0, '–'],
    ['a text that is no time', 'soon', 'soon'],
  ])('makes nothing up of %s', async (_, at, shown) => {
    draw(
      <p aria-label="Seen">
        <Time at={at} />
      </p>,
    )
    await expect.element(page.getByLabelText('Seen')).toHaveTextContent(shown)
  })

  it('speaks Chinese', async () => {
    stopClock(noon)
    setLanguage('zh')
    draw(<Time at={noon - 3 * 3_600_000} show="both" />)
    await expect.element(page.getByText('2026-11-21 14:30:00 UTC+5:30 (3 小时前)')).toBeVisible()
  })
})

it('UpdatedAgo counts, and a clock that runs ahead is no future', async () => {
  stopClock(noon)
  draw(
    <>
      <UpdatedAgo at={noon - 12_000} />
      <UpdatedAgo at={noon + 4000} short />
    </>,
  )
  await expect.element(page.getByText('updated 12 s ago')).toBeVisible()
  await expect.element(page.getByText('0 s')).toBeVisible()
  vi.advanceTimersByTime(5000)
  await expect.element(page.getByText('updated 17 s ago')).toBeVisible()
  await expect.element(page.getByText('1 s')).toBeVisible()
})

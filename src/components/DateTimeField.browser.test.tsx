import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './browserRender.tsx'
import { DateTimeField } from './DateTimeField.tsx'
import { setZone } from './useZone.ts'

const noon = Date.parse('2026-11-21T12:00:00Z')

/** Holds what the field tells, as a form would. */
function Since({ initial, error, onTold }: { initial?: number; error?: string; onTold?: (ms?: number) => void }) {
  const [value, setValue] = useState(initial)
  const handleChange = (ms: number | undefined) => {
    setValue(ms)
    onTold?.(ms)
  }
  return <DateTimeField label="Since" value={value} onChange={handleChange} error={error} max={noon} />
}

it('takes what is typed for a time of the zone that stands beside it', async () => {
  const told = vi.fn<(ms?: number) => void>()
  draw(<Since onTold={told} />)
  const field = page.getByLabelText('Since UTC+5:30')
  await field.fill('2026-11-21T17:30:05')
  expect(told).toHaveBeenLastCalledWith(noon + 5000)
  await expect.element(field).toHaveAccessibleDescription('= 2026-11-21 12:00:05 UTC')
})

it('in UTC, shows the same moment on the other clock', async () => {
  const told = vi.fn<(ms?: number) => void>()
  draw(<Since initial={noon} onTold={told} />)
  await expect.element(page.getByLabelText('Since UTC+5:30')).toHaveValue('2026-11-21T17:30')
  setZone('utc')
  const field = page.getByLabelText('Since UTC', { exact: true })
  await expect.element(field).toHaveValue('2026-11-21T12:00')
  await expect.element(field).toHaveAccessibleDescription('= 2026-11-21 17:30:00 UTC+5:30')
  await field.fill('2026-11-21T11:00:00')
  expect(told).toHaveBeenLastCalledWith(noon - 3_600_000)
})

it('typed part by part, is no time until it is whole, nor when a part is taken back', async () => {
  const told = vi.fn<(ms?: number) => void>()
  draw(<Since onTold={told} />)
  await expect.element(page.getByLabelText('Since UTC+5:30')).toBeVisible()
  await userEvent.tab()
  // Whatever the order of the parts is where this runs.
  await userEvent.keyboard('{ArrowUp}{ArrowRight}{ArrowUp}{ArrowRight}{ArrowUp}{ArrowRight}')
  expect(told).not.toHaveBeenCalled()
  await userEvent.keyboard('{ArrowUp}{ArrowRight}{ArrowUp}{ArrowRight}{ArrowUp}{ArrowRight}{ArrowUp}')
  expect(told.mock.lastCall).toEqual([expect.any(Number)])
  await userEvent.keyboard('{Backspace}')
  expect(told.mock.lastCall).toEqual([undefined])
})

it('tells what is wrong in place of the other clock', async () => {
  draw(<Since initial={noon} error="Not after now" />)
  const field = page.getByLabelText('Since UTC+5:30')
  await expect.element(field).toBeInvalid()
  await expect.element(field).toHaveAccessibleDescription('Not after now')
  await expect.element(field).toHaveAttribute('max', '2026-11-21T17:30:00')
})

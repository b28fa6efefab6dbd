import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ApiError } from '~/api/error.ts'
import type { JobItem, TrackedJob } from '~/contract/console.ts'
import { BulkDialog } from './BulkDialog.tsx'
import type { BulkProps } from './BulkModal.tsx'
import { draw } from './browserRender.tsx'

const place = { account: 'ops', region: 'eu-west-101', project: 'shop' }
const names = ['order.a', 'order.b', 'order.c']

const jobOf = (items: JobItem[], state: TrackedJob['state'] = 'running', id = 'run-1'): TrackedJob => ({
  id,
  connection: 'c1',
  family: 'rocketmq',
  operationId: 'deleteTopic',
  args: {},
  title: 'Delete topics',
  startedAt: '2026-11-21T12:00:00Z',
  state,
  items,
  itemCount: items.length,
  run: 'topic',
})

/** Our server: tells how far the run is, and stops it. */
function serve(now: { job: TrackedJob }): { stopped: string[] } {
  const stopped: string[] = []
  vi.stubGlobal('fetch', (path: string, { method }: RequestInit) => {
    if (method === 'DELETE') {
      stopped.push(path)
      return Promise.resolve(new Response(null, { status: 204 }))
    }
    return Promise.resolve(Response.json({ jobs: [now.job] }))
  })
  return { stopped }
}

type Given = Pick<BulkProps<string>, 'start'> &
  Partial<Pick<BulkProps<string>, 'risk' | 'onSettled' | 'leftOut' | 'consequencesOf' | 'items'>>

function Topics({ risk = 'disruptive', items: given = names, ...props }: Given) {
  const [opened, setOpened] = useState(true)
  const [items, setItems] = useState(given)
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        Delete
      </button>
      <BulkDialog
        {...props}
        opened={opened}
        onClose={() => setOpened(false)}
        title="Delete topics"
        items={items}
        nameOf={(name) => name}
        place={place}
        risk={risk}
        sentence="They will be deleted."
        confirmLabel="Delete all"
        onSettled={(done) => {
          setItems((all) => all.filter((name) => !done.has(name)))
          props.onSettled?.(done)
        }}
      />
    </>
  )
}

const dialog = page.getByRole('dialog', { name: 'Delete topics' })
const submit = dialog.getByRole('button', { name: 'Delete all' })
const results = () =>
  dialog
    .getByRole('listitem')
    .elements()
    .map((item) => item.textContent.replaceAll(/\s+/g, ' ').trim())

it('takes the number before it destroys', async () => {
  const start = vi.fn<Given['start']>(() => Promise.reject(new Error('not asked for')))
  draw(<Topics risk="destructive" start={start} />)
  const field = dialog.getByLabelText('Type 3 to confirm')
  await expect.element(field).toHaveFocus()
  expect(results()).toEqual(names)
  await userEvent.keyboard('2{Enter}')
  await expect.element(submit).toBeDisabled()
  expect(start).not.toHaveBeenCalled()
  await field.fill('3')
  await expect.element(submit).toBeEnabled()
})

it('takes the name where there is one only', async () => {
  const start = vi.fn<Given['start']>(() => Promise.reject(new Error('not asked for')))
  draw(<Topics risk="destructive" start={start} items={['order.a']} />)
  const field = dialog.getByLabelText('Type order.a to confirm')
  await field.fill('1')
  await expect.element(submit).toBeDisabled()
  await field.fill('order.a')
  await expect.element(submit).toBeEnabled()
})

it('says beside each what is lost with it, where that is known', async () => {
  const start = vi.fn<Given['start']>(() => Promise.reject(new Error('not asked for')))
  draw(<Topics start={start} consequencesOf={(name) => (name === 'order.a' ? '7 messages' : undefined)} />)
  await expect.poll(results).toEqual(['order.a7 messages', 'order.b', 'order.c'])
})

it('tells for each what became of it, and retries what failed only', async () => {
  const now = { job: jobOf([{ name: 'order.a', running: true }, { name: 'order.b' }, { name: 'order.c' }]) }
  serve(now)
  const settled = vi.fn<NonNullable<Given['onSettled']>>()
  const start = vi.fn<Given['start']>(() => Promise.resolve(now.job))
  draw(<Topics start={start} onSettled={settled} />)
  await submit.click()
  await expect.poll(results).toEqual(['order.aRunning', 'order.bWaiting', 'order.cWaiting'])
  expect(start.mock.lastCall?.[0]).toEqual(names)
  const problem = { code: 'DMS.1', message: 'It is in use.', requestId: 'req-9', origin: 'cloud' as const }
  const ended: JobItem[] = [
    { name: 'order.a', outcome: 'done' },
    { name: 'order.b', outcome: 'failed', problem },
    { name: 'order.c', outcome: 'unknown' },
  ]
  now.job = jobOf(ended, 'failed')
  // What needs a look stands on top.
  await expect.poll(results).toEqual(['order.bIt is in use. DMS.1 · req-9Failed', 'order.cNot known', 'order.aDone'])
  await expect.element(dialog.getByText('1 done, 1 failed · 1 not known')).toBeVisible()
  await expect.element(dialog.getByRole('progressbar', { name: 'Progress' })).toHaveValue(3)
  expect(settled.mock.calls).toEqual([[new Set(['order.a'])]])
  now.job = jobOf([{ name: 'order.b', running: true }], 'running', 'run-2')
  await dialog.getByRole('button', { name: 'Retry 1 failed' }).click()
  await expect.poll(results).toEqual(['order.bRunning'])
  expect(start.mock.lastCall?.[0]).toEqual(['order.b'])
})

it('stops: asks the server once, and tells what was not started', async () => {
  const now = { job: jobOf([{ name: 'order.a', running: true }, { name: 'order.b' }, { name: 'order.c' }]) }
  const { stopped } = serve(now)
  draw(<Topics start={() => Promise.resolve(now.job)} />)
  await submit.click()
  const stop = dialog.getByRole('button', { name: 'Stop' })
  await stop.click()
  await expect.element(dialog.getByText('Stopping: what is under way is awaited…')).toBeVisible()
  await expect.element(stop).toBeDisabled()
  expect(stopped).toEqual(['/api/runs/run-1'])
  const ended: JobItem[] = [
    { name: 'order.a', outcome: 'done' },
    { name: 'order.b', outcome: 'stopped' },
    { name: 'order.c', outcome: 'stopped' },
  ]
  now.job = jobOf(ended, 'done')
  await expect.poll(results).toEqual(['order.bNot started', 'order.cNot started', 'order.aDone'])
  await expect.element(dialog.getByText('1 done, 0 failed · 2 not started')).toBeVisible()
  await expect.element(stop).not.toBeInTheDocument()
  await expect.element(dialog.getByRole('button', { name: /Retry/ })).not.toBeInTheDocument()
})

it('a run that the server does not take has changed nothing, and can be sent again', async () => {
  const refused = new ApiError(503, { code: 'gantry.x', message: 'Not now.', requestId: 'r', origin: 'gantry' })
  const start = vi.fn<Given['start']>(() => Promise.reject(refused))
  draw(<Topics start={start} />)
  await submit.click()
  await expect.element(dialog.getByRole('alert')).toMatchTextContent('Not now.')
  await submit.click()
  await expect.poll(() => start.mock.calls.length).toBe(2)
})

it('another opening is another dialog', async () => {
  const now = { job: jobOf([{ name: 'order.a', outcome: 'done' }], 'done') }
  serve(now)
  draw(<Topics start={() => Promise.resolve(now.job)} />)
  await submit.click()
  await expect.poll(results).toEqual(['order.aDone'])
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect.element(dialog).not.toBeInTheDocument()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect.element(submit).toBeVisible()
  expect(results()).toEqual(['order.b', 'order.c'])
})

it('names what it leaves out, each with the reason, and does not send it', async () => {
  const now = { job: jobOf([{ name: 'order.a', outcome: 'done' }], 'done') }
  serve(now)
  const start = vi.fn<Given['start']>(() => Promise.resolve(now.job))
  const leftOut = [
    { name: 'order.d', reason: 'order.d is being deleted.' },
    { name: 'order.e', reason: 'It is busy.' },
  ]
  draw(<Topics start={start} leftOut={leftOut} />)
  const left = dialog.getByRole('region', { name: '2 of the selected are left out' })
  await expect.element(left.getByRole('listitem').nth(0)).toHaveTextContent('order.dorder.d is being deleted.')
  await expect.element(left.getByRole('listitem').nth(1)).toHaveTextContent('order.eIt is busy.')
  await submit.click()
  await expect.poll(() => start.mock.lastCall?.[0]).toEqual(names)
})

it('of many that are left out a hundred are named, and it says so', async () => {
  const leftOut = Array.from({ length: 101 }, (_, at) => ({ name: `order.${at}`, reason: 'It is busy.' }))
  draw(<Topics start={() => Promise.reject(new Error('not asked for'))} leftOut={leftOut} />)
  const left = dialog.getByRole('region', { name: '101 of the selected are left out' })
  await expect.element(left).toBeVisible()
  expect(left.getByRole('listitem').elements()).toHaveLength(100)
  await expect.element(dialog.getByText('First 100 of 101 shown')).toBeVisible()
})

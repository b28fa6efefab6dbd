import { describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ApiError } from '~/api/error.ts'
import { ConflictError } from '~/api/replace.ts'
import type { Problem } from '~/contract/console.ts'
import { changedFields } from '~/lib/changes.ts'
import { Exact } from '~/lib/json.ts'
import { setLanguage } from '~/lib/messages.ts'
import { draw } from './browserRender.tsx'
import { ConflictNotice } from './ConflictNotice.tsx'
import { ErrorState } from './ErrorState.tsx'
import { ReviewChange } from './ReviewChange.tsx'
import { Warning } from './Warning.tsx'

const problem = (given: Partial<Problem>): Problem => ({
  code: 'DMS.00404022',
  message: 'This instance does not exist.',
  requestId: 'req-42',
  origin: 'cloud',
  ...given,
})

describe('ErrorState', () => {
  const alert = page.getByRole('alert')

  it('says what it was and what to do, and hands over the request id', async () => {
    const retry = vi.fn<() => void>()
    draw(<ErrorState error={new ApiError(404, problem({ hint: 'Check the ID.' }))} onRetry={retry} />)
    for (const text of ['Not found', 'This instance does not exist.', 'Check the ID.', 'DMS.00404022', 'req-42'])
      await expect.element(alert.getByText(text)).toBeVisible()
    await alert.getByRole('button', { name: 'Copy Request ID' }).click()
    await expect.poll(() => navigator.clipboard.readText()).toBe('req-42')
    await alert.getByRole('button', { name: 'Retry' }).click()
    expect(retry).toHaveBeenCalledTimes(1)
  })

  it('names the permission that is missing', async () => {
    draw(<ErrorState error={new ApiError(403, problem({ permission: 'dms:instance:get' }))} />)
    await expect.element(alert.getByText('You may not do this')).toBeVisible()
    await expect.element(alert.getByText('The cloud account needs the permission dms:instance:get.')).toBeVisible()
    await expect.element(alert.getByRole('button', { name: 'Retry' })).not.toBeInTheDocument()
  })

  it('says how long to wait', async () => {
    draw(<ErrorState error={new ApiError(429, problem({}), 7)} />)
    await expect.element(alert.getByText('Try again in 7 s.')).toBeVisible()
  })

  it('warns of a second try where the outcome is open', async () => {
    draw(<ErrorState error={new ApiError(504, problem({ unknownOutcome: true }))} />)
    await expect.element(alert.getByText('It is not known whether this was carried out')).toBeVisible()
    await expect.element(alert.getByText(/doing it again may do it twice/)).toBeVisible()
  })

  it('in Chinese, has the translation first and the words of the cloud below', async () => {
    setLanguage('zh')
    const refusal = problem({ code: 'gantry.too_large', message: 'Too large', origin: 'gantry' })
    draw(<ErrorState error={new ApiError(413, refusal)} />)
    await expect.element(alert.getByText('请求内容超过了大小上限。')).toBeVisible()
    await expect.element(alert.getByText('请减少内容后重试。')).toBeVisible()
    await expect.element(alert.getByText('Too large')).toHaveAttribute('lang', 'en')
  })

  it('shows a fault of the page without codes of nobody', async () => {
    draw(<ErrorState error={new TypeError('x is undefined')} />)
    await expect.element(alert.getByText('Something went wrong in this page')).toBeVisible()
    await expect.element(alert.getByText('x is undefined')).toBeVisible()
    await expect.element(alert.getByText('Request ID')).not.toBeInTheDocument()
  })
})

describe('ReviewChange', () => {
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
  const cells = (name: string) =>
    row(name)
      .getByRole('cell')
      .elements()
      .map((cell) => cell.textContent)
  const labels = { queues: 'Queues', ordered: 'Ordered', tags: 'Tags', offset: 'Offset', note: 'Note', key: 'Key' }

  it('shows old and new of what differs, and nothing else', async () => {
    const before = { queues: 8, ordered: false, tags: ['a'], offset: new Exact('9007199254740993'), note: '' }
    const after = { queues: 8, ordered: true, tags: ['a', 'b'], offset: new Exact('9007199254740994'), note: 'x' }
    draw(<ReviewChange changes={changedFields(before, after)} labels={labels} />)
    await expect.element(page.getByRole('table', { name: 'Changes' })).toBeVisible()
    await expect.element(row('Queues')).not.toBeInTheDocument()
    expect(cells('Ordered')).toEqual(['No', 'Yes'])
    expect(cells('Tags')).toEqual(['a', 'a, b'])
    expect(cells('Offset')).toEqual(['9007199254740993', '9007199254740994'])
    expect(cells('Note')).toEqual(['not set', 'x'])
  })

  it('never shows a secret', async () => {
    draw(<ReviewChange changes={changedFields({ key: 'old1' }, { key: 'new1' })} labels={labels} secrets={['key']} />)
    await expect.element(row('Key')).toBeVisible()
    expect(cells('Key')).toEqual(['•••', 'new value'])
    expect(document.body.textContent).not.toMatch(/old1|new1/)
  })

  it('says that nothing was changed, in Chinese too', async () => {
    draw(<ReviewChange changes={[]} labels={labels} />)
    await expect.element(page.getByText('Nothing has been changed.')).toBeVisible()
    setLanguage('zh')
    await expect.element(page.getByText('没有任何改动。')).toBeVisible()
  })
})

it('ConflictNotice: shows what the other one did, and takes it over only when asked', async () => {
  const accept = vi.fn<() => void>()
  const conflict = new ConflictError({ queues: 16 }, changedFields({ queues: 8 }, { queues: 16 }))
  draw(
    <ConflictNotice
      error={conflict}
      labels={{ queues: 'Queues' }}
      textOf={(_, value) => `${String(value)} queues`}
      onAccept={accept}
    />,
  )
  const alert = page.getByRole('alert')
  await expect.element(alert.getByText('Somebody changed this meanwhile')).toBeVisible()
  // Not "Now" and "After", as of a change that is about to be sent: 16 is what the cloud has now.
  await expect.element(alert.getByRole('row', { name: 'Field When opened Now' })).toBeVisible()
  await expect.element(alert.getByRole('row', { name: 'Queues 8 queues 16 queues' })).toBeVisible()
  expect(accept).not.toHaveBeenCalled()
  await alert.getByRole('button', { name: 'Take over the new state' }).click()
  expect(accept).toHaveBeenCalledTimes(1)
})

it('a warning tells itself politely, unless it is asked to do otherwise', async () => {
  draw(
    <>
      <Warning>Clients stop</Warning>
      <Warning role="alert">Somebody changed it</Warning>
      <Warning role="note">It is paused</Warning>
    </>,
  )
  await expect.element(page.getByRole('status')).toHaveTextContent('Clients stop')
  await expect.element(page.getByRole('alert')).toHaveTextContent('Somebody changed it')
  await expect.element(page.getByRole('note')).toHaveTextContent('It is paused')
})

import { describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ApiError } from '~/api/error.ts'
import { MASK } from '~/contract/console.ts'
import { setLanguage } from '~/lib/messages.ts'
import { draw } from './browserRender.tsx'
import { CopyButton } from './CopyButton.tsx'
import { CopyText } from './CopyText.tsx'
import { Secret } from './Secret.tsx'

const copied = () => navigator.clipboard.readText()
const fakeTimeouts = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

describe('CopyButton', () => {
  it('says to ears that it has copied, for two seconds', async () => {
    fakeTimeouts()
    draw(<CopyButton text="req-1" what="request ID" />)
    await page.getByRole('button', { name: 'Copy request ID' }).click()
    await expect.element(page.getByRole('status')).toHaveTextContent('Copied')
    expect(await copied()).toBe('req-1')
    vi.advanceTimersByTime(2000)
    await expect.element(page.getByRole('status')).toBeEmptyDOMElement()
  })

  it('says when it could not, instead of pretending', async () => {
    await navigator.clipboard.writeText('before')
    draw(<CopyButton text={() => Promise.reject(new Error('gone'))} />)
    await page.getByRole('button', { name: 'Copy' }).click()
    await expect.element(page.getByRole('status')).toHaveTextContent('The browser did not allow copying')
    expect(await copied()).toBe('before')
  })

  it('speaks Chinese', async () => {
    setLanguage('zh')
    draw(<CopyButton text="x" what="请求 ID" />)
    await page.getByRole('button', { name: '复制请求 ID' }).click()
    await expect.element(page.getByRole('status')).toHaveTextContent('已复制')
  })
})

it('CopyText: copies the whole text where only a part is shown', async () => {
  draw(
    <CopyText text="f4a1-0000-77" what="ID">
      f4a1…
    </CopyText>,
  )
  await expect.element(page.getByText('f4a1…')).toHaveAttribute('title', 'f4a1-0000-77')
  await page.getByRole('button', { name: 'Copy ID' }).click()
  await expect.poll(copied).toBe('f4a1-0000-77')
})

describe('Secret', () => {
  it('is fetched only when it is asked for, and hides itself after 30 s', async () => {
    fakeTimeouts()
    const reveal = vi.fn<() => Promise<string>>(() => Promise.resolve('s3cret'))
    draw(<Secret label="secret key" onReveal={reveal} />)
    await expect.element(page.getByText('hidden')).toBeInTheDocument()
    expect(document.body.textContent).toContain(MASK)
    expect(reveal).not.toHaveBeenCalled()
    await page.getByRole('button', { name: 'Show secret key' }).click()
    await expect.element(page.getByText('s3cret')).toBeVisible()
    vi.advanceTimersByTime(29_999)
    await expect.element(page.getByText('s3cret')).toBeVisible()
    vi.advanceTimersByTime(1)
    await expect.element(page.getByText('s3cret')).not.toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'Show secret key' })).toBeVisible()
  })

  it('hides when one has seen enough, and is fetched anew the next time', async () => {
    let asked = 0
    const reveal = () => Promise.resolve(`s3cret-${++asked}`)
    draw(<Secret label="secret key" onReveal={reveal} />)
    await page.getByRole('button', { name: 'Show secret key' }).click()
    await page.getByRole('button', { name: 'Hide secret key' }).click()
    await expect.element(page.getByText('s3cret-1')).not.toBeInTheDocument()
    await page.getByRole('button', { name: 'Show secret key' }).click()
    await expect.element(page.getByText('s3cret-2')).toBeVisible()
  })

  it('is copied without being shown', async () => {
    draw(<Secret label="secret key" onReveal={() => Promise.resolve('s3cret')} />)
    await page.getByRole('button', { name: 'Copy secret key' }).click()
    await expect.element(page.getByRole('status')).toHaveTextContent('Copied')
    expect(await copied()).toBe('s3cret')
    expect(document.body.textContent).not.toContain('s3cret')
  })

  it('says why it is not shown', async () => {
    const refused = new ApiError(403, { code: 'X', message: 'No right.', requestId: 'r', origin: 'cloud' })
    draw(<Secret label="secret key" onReveal={() => Promise.reject(refused)} />)
    await page.getByRole('button', { name: 'Show secret key' }).click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Not shown: No right.')
  })
})

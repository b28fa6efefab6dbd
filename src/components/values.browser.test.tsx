import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { StatusFact } from '~/contract/types.ts'
import { Exact } from '~/lib/json.ts'
import { setLanguage } from '~/lib/messages.ts'
import { draw } from './browserRender.tsx'
import { Bytes } from './Bytes.tsx'
import { Details } from './Details.tsx'
import { HexView } from './HexView.tsx'
import { JsonView } from './JsonView.tsx'
import { NumberText } from './NumberText.tsx'
import { StatusBadge } from './StatusBadge.tsx'

describe('NumberText', () => {
  it('keeps every digit beyond 2^53, and the unit', async () => {
    draw(<NumberText value={new Exact('9007199254740993')} unit="messages" />)
    await expect.element(page.getByText('9,007,199,254,740,993 messages')).toBeVisible()
  })

  it('tells zero from not known', async () => {
    draw(
      <dl>
        <dt>Zero</dt>
        <dd aria-label="Zero">
          <NumberText value={0} unit="MB" />
        </dd>
        <dt>Not known</dt>
        <dd aria-label="Not known">
          <NumberText value={undefined} unit="MB" />
        </dd>
      </dl>,
    )
    await expect.element(page.getByLabelText('Zero')).toHaveTextContent('0 MB')
    await expect.element(page.getByLabelText('Not known')).toHaveTextContent('–')
  })
})

it('Bytes: in the unit that fits, the exact count on hover', async () => {
  draw(<Bytes value={new Exact('9007199254740993')} />)
  await expect.element(page.getByText('8 PiB')).toHaveAttribute('title', '9,007,199,254,740,993 B')
})

describe('StatusBadge', () => {
  const facts: Record<string, StatusFact> = { RUNNING: { label: 'Running', tone: 'ok', meaning: 'It answers.' } }

  it('says what the contract says', async () => {
    draw(<StatusBadge status="RUNNING" facts={facts} />)
    const badge = page.getByText('Running')
    await expect.element(badge).toHaveAttribute('title', 'It answers.')
    await expect.element(badge).toHaveAttribute('data-tone', 'ok')
  })

  it('shows a status that nobody documented as it came, and lets it stand out', async () => {
    draw(<StatusBadge status="DEFROSTING" facts={facts} />)
    await expect.element(page.getByText('DEFROSTING')).toHaveAttribute('data-tone', 'warn')
  })

  it('prefers the words of the reader', async () => {
    draw(<StatusBadge status="RUNNING" facts={facts} labels={{ RUNNING: '运行中' }} meanings={{ RUNNING: '可用' }} />)
    await expect.element(page.getByText('运行中')).toHaveAttribute('title', '可用')
  })
})

describe('Details', () => {
  it('tells false and 0 from what is not set', async () => {
    draw(
      <Details
        label="Topic"
        rows={[
          { label: 'Queues', value: 0 },
          { label: 'Ordered', value: 'No' },
          { label: 'Comment', value: '' },
          { label: 'Owner', value: undefined },
        ]}
      />,
    )
    await expect.element(page.getByRole('definition').nth(0)).toHaveTextContent('0')
    await expect.element(page.getByRole('definition').nth(1)).toHaveTextContent('No')
    await expect.element(page.getByRole('definition').nth(2)).toHaveTextContent('–')
    await expect.element(page.getByRole('definition').nth(3)).toHaveTextContent('–')
  })

  it('copies the value as it is, not as it is shown', async () => {
    draw(<Details rows={[{ label: 'Instance ID', value: 'f4a1…', copy: 'f4a1-0000-77' }]} />)
    await page.getByRole('button', { name: 'Copy Instance ID' }).click()
    await expect.element(page.getByRole('status')).toHaveTextContent('Copied')
    expect(await navigator.clipboard.readText()).toBe('f4a1-0000-77')
  })
})

describe('HexView', () => {
  const bytes = new TextEncoder().encode('Hello, Gantry! 主题')

  it('shows bytes with their text, and copies what it shows', async () => {
    draw(<HexView bytes={bytes} label="Body" />)
    const view = page.getByRole('region', { name: 'Body' })
    await expect.element(view).toMatchTextContent('00000000 48 65 6c 6c 6f 2c 20 47 61 6e 74 72 79 21 20 e4')
    await expect.element(view).toMatchTextContent('|Hello, Gantry! .|')
    await view.getByRole('button', { name: 'Copy Body' }).click()
    await expect.poll(() => navigator.clipboard.readText()).toContain('00000010  b8 bb e9 a2 98')
  })

  it('says when it shows only the first', async () => {
    draw(<HexView bytes={new Uint8Array(5000)} label="Body" />)
    await expect.element(page.getByText('First 4,096 of 5,000 bytes shown')).toBeVisible()
    expect(page.getByRole('region').element().textContent).not.toContain('00001000')
  })

  it('says that there are none, in Chinese too', async () => {
    setLanguage('zh')
    draw(<HexView bytes={new Uint8Array()} label="Body" />)
    await expect.element(page.getByText('没有内容')).toBeVisible()
    await expect.element(page.getByRole('region')).not.toBeInTheDocument()
  })
})

it('JsonView: 64-bit numbers as they came, on screen and in the clipboard', async () => {
  draw(<JsonView value={{ offset: new Exact('9223372036854775807'), tags: ['a'] }} label="Message" />)
  const view = page.getByRole('region', { name: 'Message' })
  await expect.element(view).toMatchTextContent('"offset": 9223372036854775807')
  await view.getByRole('button', { name: 'Copy Message' }).click()
  await expect
    .poll(() => navigator.clipboard.readText())
    .toBe('{\n  "offset": 9223372036854775807,\n  "tags": [\n    "a"\n  ]\n}')
})

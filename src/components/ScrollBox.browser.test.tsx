import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './browserRender.tsx'
import { ScrollBox } from './ScrollBox.tsx'

const Wide = ({ columns }: { columns: number }) => (
  <ScrollBox label="Queues">
    <table style={{ width: '100%' }}>
      <tbody>
        <tr>
          {Array.from({ length: columns }, (_, column) => (
            <td key={column} style={{ minWidth: 200 }}>
              {column}
            </td>
          ))}
          <td data-sticky>
            <button type="button">Reset</button>
          </td>
        </tr>
      </tbody>
    </table>
  </ScrollBox>
)

describe('ScrollBox', () => {
  const box = page.getByRole('region', { name: 'Queues' })
  const hidden = () => box.element().parentElement?.dataset['hidden']

  it('shows at which sides more lies out of sight', async () => {
    draw(<Wide columns={12} />)
    await expect.poll(hidden).toBe('right')
    box.element().scrollLeft = 100
    await expect.poll(hidden).toBe('left right')
    box.element().scrollLeft = 10_000
    await expect.poll(hidden).toBe('left')
  })

  it('keeps the actions of a row in sight', async () => {
    draw(<Wide columns={12} />)
    await expect.poll(hidden).toBe('right')
    const edge = box.element().getBoundingClientRect().right
    expect(page.getByRole('button').element().getBoundingClientRect().right).toBeLessThanOrEqual(edge)
  })

  it('is reached by keyboard only while it scrolls', async () => {
    draw(<Wide columns={12} />)
    await expect.element(box).toHaveAttribute('tabindex', '0')
  })

  it('is no stop of the keyboard and has no edge where all fits', async () => {
    draw(<Wide columns={1} />)
    await expect.poll(hidden).toBe('')
    await expect.element(box).not.toHaveAttribute('tabindex')
  })
})

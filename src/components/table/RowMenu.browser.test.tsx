import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { useLocalList } from '~/api/useLocalList.ts'
import { draw } from '~/components/browserRender.tsx'
import type { Column } from '~/components/column.ts'
import { DataTable } from '~/components/DataTable.tsx'

interface Topic {
  name: string
}

const columns: Column<Topic>[] = [{ id: 'name', label: 'Name', cell: (row) => row.name, value: (row) => row.name }]
const rows = Array.from({ length: 40 }, (_, i) => ({ name: `topic.${i}` }))
const actions = () => [
  { id: 'edit', label: 'Edit', onSelect: () => {} },
  { id: 'delete', label: 'Delete', onSelect: () => {} },
]
const rowKey = (row: Topic) => row.name

function Topics() {
  const refetch = () => Promise.resolve()
  const list = useLocalList<Topic>({ data: rows, error: null, isFetching: false, dataUpdatedAt: 1, refetch })
  return (
    // The page goes on below the table, so that each row can be at any height of the window.
    <div style={{ paddingBottom: 1000 }}>
      <DataTable list={list} columns={columns} rowKey={rowKey} label="Topics" actions={actions} empty="None" />
    </div>
  )
}

const menu = page.getByRole('menu', { name: 'Actions for topic.39' })
const button = page.getByRole('button', { name: 'Actions for topic.39' })
const buttonPlace = () => button.element().getBoundingClientRect()

/** Scrolls until this much of the button stands above the lower edge of the window. */
function showOnly(height: number): void {
  window.scrollBy({ top: buttonPlace().top - window.innerHeight + height, behavior: 'instant' })
}

/** What a scroll has caused is told with the next frame. */
async function afterScroll(): Promise<void> {
  for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
}

async function expectMenuAtButton(): Promise<void> {
  await afterScroll()
  await expect.element(menu).toBeVisible()
  const { top, bottom, right } = menu.element().getBoundingClientRect()
  const place = buttonPlace()
  expect(place.top).toBeGreaterThanOrEqual(0)
  expect(place.bottom).toBeLessThanOrEqual(window.innerHeight)
  expect(Math.abs(right - place.right)).toBeLessThan(6)
  expect(Math.min(Math.abs(top - place.bottom), Math.abs(place.top - bottom))).toBeLessThan(12)
}

async function drawTopics(): Promise<void> {
  draw(<Topics />)
  await expect.element(button).toBeInTheDocument()
}

it('opens by keyboard at a button half out of sight, which comes into sight', async () => {
  await drawTopics()
  showOnly(12)
  await afterScroll()
  ;(button.element() as HTMLElement).focus({ preventScroll: true })
  await userEvent.keyboard('{Enter}')
  await expectMenuAtButton()
  await expect.element(page.getByRole('menuitem', { name: 'Edit' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(menu).not.toBeInTheDocument()
  await expect.element(button).toHaveFocus()
})

it('stays open when the scroll that brought the button into sight is told late', async () => {
  await drawTopics()
  // Its code is there: nothing stands between the press and the menu.
  await page.getByRole('button', { name: 'Actions for topic.0' }).click()
  await userEvent.keyboard('{Escape}')
  showOnly(-300)
  await afterScroll()
  showOnly(200)
  ;(button.element() as HTMLElement).click()
  await expectMenuAtButton()
})

it('follows its button while the page scrolls, and closes when it is out of sight', async () => {
  await drawTopics()
  showOnly(400)
  await button.click()
  await expectMenuAtButton()
  showOnly(200)
  await expectMenuAtButton()
  showOnly(-100)
  await expect.element(menu).not.toBeInTheDocument()
})

it('is closed by its own button', async () => {
  await drawTopics()
  showOnly(400)
  await button.click()
  await expect.element(menu).toBeVisible()
  await button.click()
  await expect.element(menu).not.toBeInTheDocument()
})

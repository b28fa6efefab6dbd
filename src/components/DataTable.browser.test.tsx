import { useState, type ReactNode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ApiError } from '~/api/error.ts'
import type { ListResult } from '~/api/list.ts'
import { useLocalList } from '~/api/useLocalList.ts'
import { Exact, type WireNumber } from '~/lib/json.ts'
import { setLanguage } from '~/lib/messages.ts'
import type { BulkAction } from './actions.ts'
import { draw } from './browserRender.tsx'
import type { Column } from './column.ts'
import { DataTable } from './DataTable.tsx'
import { EmptyState } from './EmptyState.tsx'

interface Topic {
  name: string
  queues: number
  offset: WireNumber
  kind: string
}

const columns: Column<Topic>[] = [
  { id: 'name', label: 'Name', cell: (row) => row.name, value: (row) => row.name, filter: 'text' },
  { id: 'queues', label: 'Queues', cell: (row) => row.queues, value: (row) => row.queues, filter: 'number' },
  { id: 'offset', label: 'Offset', cell: (row) => String(row.offset), value: (row) => row.offset },
  {
    id: 'kind',
    label: 'Kind',
    cell: (row) => row.kind,
    value: (row) => row.kind,
    filter: 'enum',
    options: [
      { value: 'FIFO', label: 'Ordered' },
      { value: 'NORMAL', label: 'Normal' },
    ],
    hidden: true,
  },
]
const rowKey = (row: Topic) => row.name
const topic = (name: string, queues: number, offset: WireNumber = 0, kind = 'NORMAL'): Topic => ({
  name,
  queues,
  offset,
  kind,
})
const four = [
  topic('order.10', 8, new Exact('9007199254740993')),
  topic('order.9', 16, new Exact('9007199254740992'), 'FIFO'),
  topic('=cmd', 3, 5),
  topic('user,"x"', 8, 7, 'FIFO'),
]
const numbered = (count: number) => Array.from({ length: count }, (_, i) => topic(`t${String(i).padStart(5, '0')}`, i))

interface Given {
  rows?: readonly Topic[]
  /** How the list differs from one that has just been read. */
  list?: Partial<ListResult<Topic>>
  bulkActions?: readonly BulkAction<Topic>[]
  toolbar?: ReactNode
}

function Topics({ rows = four, list, bulkActions, toolbar }: Given) {
  const [now] = useState(() => Date.now())
  const local = useLocalList<Topic>({
    data: rows,
    error: null,
    isFetching: false,
    dataUpdatedAt: now,
    refetch: () => Promise.resolve(),
  })
  return (
    <DataTable
      list={{ ...local, ...list }}
      columns={columns}
      rowKey={rowKey}
      label="Topics"
      empty={<EmptyState title="No topic yet" />}
      bulkActions={bulkActions}
      toolbar={toolbar}
    />
  )
}

const table = page.getByRole('table', { name: 'Topics' })
const button = (name: string) => page.getByRole('button', { name })
const bodyRows = () =>
  page
    .getByRole('row')
    .elements()
    .filter((row) => row.getAttribute('aria-rowindex') !== '1') as HTMLTableRowElement[]
/** The cells of one column, by its place. */
const column = (place: number) => bodyRows().map((row) => row.cells[place]?.textContent)
const heads = () =>
  page
    .getByRole('columnheader')
    .elements()
    .map((head) => head.textContent.replace(/[↑↓]/, ''))

describe('order', () => {
  it('up, down, then as the cloud has it; names as people count, numbers beyond 2^53 exactly', async () => {
    const router = draw(<Topics />)
    const name = page.getByRole('columnheader', { name: 'Name' })
    await button('Name').click()
    await expect.element(name).toHaveAttribute('aria-sort', 'ascending')
    expect(column(0)).toEqual(['=cmd', 'order.9', 'order.10', 'user,"x"'])
    await button('Name').click()
    await expect.element(name).toHaveAttribute('aria-sort', 'descending')
    expect(column(0)).toEqual(['user,"x"', 'order.10', 'order.9', '=cmd'])
    expect(router.state.location.search).toBe('?sort=-name')
    await button('Name').click()
    await expect.element(name).not.toHaveAttribute('aria-sort')
    expect(column(0)).toEqual(four.map(rowKey))
    await button('Offset').click()
    await expect.poll(() => column(0)).toEqual(['=cmd', 'user,"x"', 'order.9', 'order.10'])
  })

  it('goes back by Back', async () => {
    const router = draw(<Topics />)
    await button('Queues').click()
    await expect.poll(() => column(1)).toEqual(['3', '8', '8', '16'])
    await router.navigate(-1)
    await expect.poll(() => column(1)).toEqual(['8', '16', '3', '8'])
  })

  it('shows the first row of another order', async () => {
    draw(<Topics rows={numbered(200)} />, { at: '/?size=all' })
    const scroller = table.element().parentElement
    scroller?.scrollTo(0, 3000)
    await expect.poll(() => scroller?.scrollTop).toBe(3000)
    await button('Queues').click()
    await expect.poll(() => scroller?.scrollTop).toBe(0)
  })
})

describe('filter', () => {
  it('of a number: added by keyboard, shown, taken away', async () => {
    draw(<Topics />)
    await button('Filter').click()
    const editor = page.getByRole('dialog', { name: 'Filter' })
    await editor.getByLabelText('Column').selectOptions('Queues')
    await expect.element(editor.getByLabelText('Condition')).toHaveValue('ge')
    await expect.element(editor.getByRole('button', { name: 'Apply' })).toBeDisabled()
    await editor.getByLabelText('Value').fill('8')
    await userEvent.keyboard('{Enter}')
    await expect.element(editor).not.toBeInTheDocument()
    await expect.poll(() => column(0)).toEqual(['order.10', 'order.9', 'user,"x"'])
    await expect.element(page.getByText('1–3 of 3 that match · 4 in all')).toBeVisible()
    await button('Remove filter Queues ≥ 8').click()
    await expect.poll(() => column(0)).toEqual(four.map(rowKey))
  })

  it('of choices, in the words of the column', async () => {
    const router = draw(<Topics />)
    await button('Filter').click()
    const editor = page.getByRole('dialog', { name: 'Filter' })
    await editor.getByLabelText('Column').selectOptions('Kind')
    await editor.getByRole('checkbox', { name: 'Ordered' }).click()
    await editor.getByRole('button', { name: 'Apply' }).click()
    await expect.poll(() => column(0)).toEqual(['order.9', 'user,"x"'])
    await expect.element(button('Remove filter Kind is one of Ordered')).toBeVisible()
    expect(router.state.location.search).toBe('?f=kind%3Ain%3AFIFO')
  })

  it('free text finds at once, / goes there, Escape empties it', async () => {
    draw(<Topics />)
    await expect.element(table).toBeVisible()
    await userEvent.keyboard('/')
    const search = page.getByRole('searchbox', { name: 'Filter Topics' })
    await expect.element(search).toHaveFocus()
    await userEvent.keyboard('ORDER.')
    await expect.poll(() => column(0)).toEqual(['order.10', 'order.9'])
    await userEvent.keyboard('zzz')
    await expect.element(page.getByText('Nothing matches the filter')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => column(0)).toEqual(four.map(rowKey))
  })
})

describe('selection', () => {
  const remove = vi.fn<(rows: Topic[]) => void>()
  const bulkActions: BulkAction<Topic>[] = [
    {
      id: 'delete',
      label: 'Delete',
      onSelect: (rows) => remove(rows),
      disabledReason: (rows) => (rows.length > 3 ? 'At most 3 at once' : undefined),
    },
  ]
  const box = (name: string) => page.getByRole('checkbox', { name: `Select ${name}` })
  const chosen = () => bodyRows().flatMap((row) => (row.ariaSelected === 'true' ? [row.cells[1]?.textContent] : []))
  const five = ['a', 'b', 'c', 'd', 'e'].map((name) => topic(name, 1))

  it('with Shift, everything between two clicks', async () => {
    draw(<Topics rows={five} bulkActions={bulkActions} />)
    await box('b').click()
    await box('d').click({ modifiers: ['Shift'] })
    await expect.poll(chosen).toEqual(['b', 'c', 'd'])
    await expect.element(page.getByText('3 selected')).toBeVisible()
    await box('c').click()
    await expect.poll(chosen).toEqual(['b', 'd'])
    await button('Delete').click()
    expect(remove.mock.lastCall?.[0].map(rowKey)).toEqual(['b', 'd'])
  })

  it('by keyboard: Tab reaches one row, arrows move, Space selects, Shift extends', async () => {
    draw(<Topics rows={five} bulkActions={bulkActions} />)
    await page.getByRole('checkbox', { name: 'Select all rows on this page' }).click()
    await button('Clear selection').click()
    expect(chosen()).toEqual([])
    bodyRows()[0]?.focus()
    await userEvent.keyboard('{ArrowDown} ')
    await expect.poll(chosen).toEqual(['b'])
    await userEvent.keyboard('{End}{Shift>} {/Shift}')
    await expect.poll(chosen).toEqual(['b', 'c', 'd', 'e'])
    expect(bodyRows().map((row) => row.tabIndex)).toEqual([-1, -1, -1, -1, 0])
    await expect.element(button('Delete')).toHaveAccessibleDescription('At most 3 at once')
    remove.mockClear()
    ;(button('Delete').element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    expect(remove).not.toHaveBeenCalled()
  })

  it('survives another page, and offers the rest as a second step', async () => {
    draw(<Topics rows={numbered(60)} bulkActions={bulkActions} />, { at: '/?size=20' })
    await page.getByRole('checkbox', { name: 'Select all rows on this page' }).click()
    await expect.element(page.getByText('20 selected')).toBeVisible()
    await button('Next page').click()
    await expect.poll(() => column(1)[0]).toBe('t00020')
    expect(chosen()).toEqual([])
    await box('t00021').click()
    await expect.element(page.getByText('21 selected')).toBeVisible()
    await button('Previous page').click()
    await button('Select all 60').click()
    await expect.element(page.getByText('60 selected')).toBeVisible()
  })
})

it('columns: hidden, brought back, moved; the first always stays; kept for the next visit', async () => {
  const router = draw(<Topics />)
  await expect.element(table).toBeVisible()
  expect(heads()).toEqual(['Name', 'Queues', 'Offset'])
  await button('Columns').click()
  const chooser = page.getByRole('dialog', { name: 'Columns and density' })
  await expect.element(chooser.getByRole('checkbox', { name: 'Name' })).toBeDisabled()
  await chooser.getByRole('checkbox', { name: 'Queues' }).click()
  await chooser.getByRole('checkbox', { name: 'Kind' }).click()
  await expect.poll(heads).toEqual(['Name', 'Offset', 'Kind'])
  await chooser.getByRole('button', { name: 'Move Kind up' }).click()
  await expect.poll(heads).toEqual(['Name', 'Kind', 'Offset'])
  expect(router.state.location.search).toBe('?cols=name%2Ckind%2Coffset')
  await userEvent.keyboard('{Escape}')
  await expect.element(chooser).not.toBeInTheDocument()
  draw(<Topics rows={[topic('next visit', 1)]} />)
  await expect.poll(() => heads().slice(3)).toEqual(['Name', 'Kind', 'Offset'])
})

it('10,000 rows: only those in sight are drawn, all are counted, found and reached', async () => {
  draw(<Topics rows={numbered(10_000)} />, { at: '/?size=all' })
  await expect.element(table).toHaveAttribute('aria-rowcount', '10001')
  await expect.element(page.getByText('1–10,000 of 10,000')).toBeVisible()
  expect(bodyRows().length).toBeLessThan(100)
  bodyRows()[0]?.focus()
  await userEvent.keyboard('{End}')
  await expect.element(page.getByRole('cell', { name: 't09999' })).toBeVisible()
  const last = page.getByRole('row').filter({ has: page.getByRole('cell', { name: 't09999' }) })
  await expect.element(last).toHaveFocus()
  await expect.element(last).toHaveAttribute('aria-rowindex', '10001')
  await expect.element(page.getByRole('cell', { name: 't00000' })).not.toBeInTheDocument()
  await page.getByRole('searchbox').fill('t0500')
  await expect.poll(() => column(0)).toEqual(Array.from({ length: 10 }, (_, i) => `t0500${i}`))
})

describe('export', () => {
  async function exported(format: string): Promise<string> {
    const save = vi.spyOn(URL, 'createObjectURL')
    await button('Export').click()
    await page.getByRole('menuitem', { name: format }).click()
    await expect.poll(() => save.mock.calls.length).toBe(1)
    // As bytes: `text()` would take the byte order mark away.
    const file = save.mock.calls[0]?.[0]
    const bytes = file instanceof Blob ? await file.arrayBuffer() : undefined
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  }

  it('CSV: the columns as shown, the rows that match in their order, harmless in a spreadsheet', async () => {
    draw(<Topics />, { at: '/?sort=offset&cols=name,kind,offset' })
    expect(await exported('CSV')).toBe(
      '\uFEFFName,Kind,Offset\r\n' +
        "'=cmd,NORMAL,5\r\n" +
        '"user,""x""",FIFO,7\r\n' +
        'order.9,FIFO,9007199254740992\r\n' +
        'order.10,NORMAL,9007199254740993\r\n',
    )
    await expect.element(page.getByText('4 rows exported')).toBeVisible()
  })

  it('reads every page first, and says when that failed', async () => {
    const loadAll = vi.fn<ListResult<Topic>['loadAll']>(() => Promise.resolve(four))
    const all = { scope: 'page' as const, complete: false, rows: four.slice(0, 1), loadAll }
    draw(<Topics list={all} />)
    expect(await exported('JSON')).toBe(`${JSON.stringify(four, null, 2)}\n`)
    loadAll.mockRejectedValueOnce(refused)
    await button('Export').click()
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    await expect.element(page.getByText('Export failed: The cloud is busy.')).toBeVisible()
  })
})

const refused = new ApiError(503, {
  code: 'DMS.1',
  message: 'The cloud is busy.',
  requestId: 'req-3',
  origin: 'cloud',
})

describe('without rows', () => {
  const empty = page.getByText('No topic yet')
  const alert = page.getByRole('alert')

  it('empty is said only when it is known', async () => {
    draw(<Topics rows={[]} />)
    await expect.element(empty).toBeVisible()
    await expect.element(page.getByText('No rows')).toBeVisible()
    await expect.element(alert).not.toBeInTheDocument()
  })

  const finding = [page.getByRole('searchbox'), ...['Filter', 'Views', 'Export', 'Columns'].map(button)]
  const pager = page.getByRole('navigation', { name: 'Pages' })
  const loading = { isLoading: true, isFetching: true, complete: false, total: undefined }

  function Arriving() {
    const [list, setList] = useState<Given['list']>(loading)
    return (
      <>
        <Topics rows={[]} list={list} toolbar={<button type="button">Create topic</button>} />
        <button type="button" onClick={() => setList({})}>
          Arrive
        </button>
      </>
    )
  }

  it('takes away what finds and pages once there is known to be nothing, and moves nothing', async () => {
    draw(<Arriving />)
    for (const tool of [...finding, pager]) await expect.element(tool).toBeVisible()
    const before = table.element().getBoundingClientRect().top
    await button('Arrive').click()
    await expect.element(empty).toBeVisible()
    for (const tool of [...finding, pager]) await expect.element(tool).not.toBeInTheDocument()
    for (const name of [/^Refresh/, 'Create topic'])
      await expect.element(page.getByRole('button', { name })).toBeVisible()
    expect(table.element().getBoundingClientRect().top).toBe(before)
  })

  it('keeps what finds and pages where a filter leaves nothing', async () => {
    draw(<Topics rows={[]} />, { at: '/?q=nothing' })
    await expect.element(page.getByText('Nothing matches the filter')).toBeVisible()
    for (const tool of [...finding, pager]) await expect.element(tool).toBeVisible()
  })

  it('does not call the rows of the view before empty', async () => {
    draw(<Topics rows={[]} list={{ scope: 'page', complete: false, total: undefined, isPrevious: true }} />)
    await expect.element(page.getByRole('searchbox')).toBeVisible()
    await expect.element(empty).not.toBeInTheDocument()
  })

  it('loading is not empty', async () => {
    draw(<Topics rows={[]} list={loading} />)
    await expect.element(page.getByRole('region', { name: 'Topics' })).toHaveAttribute('aria-busy', 'true')
    await expect.element(page.getByText('Topics: loading')).toBeInTheDocument()
    await expect.element(table).toHaveAttribute('aria-rowcount', '-1')
    await expect.element(empty).not.toBeInTheDocument()
    await expect.element(page.getByText('No rows')).not.toBeInTheDocument()
  })

  it('failed is not empty, and can be tried again', async () => {
    const refresh = vi.fn<() => void>()
    draw(<Topics rows={[]} list={{ error: refused, complete: false, total: undefined, refresh }} />)
    await expect.element(alert).toMatchTextContent('The cloud is busy.')
    await expect.element(empty).not.toBeInTheDocument()
    await expect.element(page.getByText('No rows')).not.toBeInTheDocument()
    await alert.getByRole('button', { name: 'Retry' }).click()
    expect(refresh).toHaveBeenCalledTimes(1)
  })

  it('a failed refresh keeps the rows, and says from when they are', async () => {
    draw(<Topics list={{ error: refused, updatedAt: Date.parse('2026-11-21T12:00:00Z') }} />)
    await expect
      .element(alert)
      .toMatchTextContent('Could not refresh: The cloud is busy. What you see is from 2026-11-21 17:30:00 UTC+5:30.')
    await expect.element(alert).toMatchTextContent('req-3')
    expect(column(0)).toEqual(four.map(rowKey))
  })

  it('speaks Chinese', async () => {
    setLanguage('zh')
    draw(<Topics />, { at: '/?q=nothing' })
    await expect.element(page.getByText('没有符合筛选条件的行')).toBeVisible()
    await button('清除筛选').click()
    await expect.element(page.getByText('第 1–4 行，共 4 行')).toBeVisible()
  })
})

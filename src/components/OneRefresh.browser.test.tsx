import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { useLocalList } from '~/api/useLocalList.ts'
import { draw } from './browserRender.tsx'
import type { Column } from './column.ts'
import { DataTable } from './DataTable.tsx'
import { EmptyState } from './EmptyState.tsx'
import { OneRefresh } from './OneRefresh.tsx'
import { PageHeader } from './PageHeader.tsx'

const columns: Column<string>[] = [{ id: 'name', label: 'Name', cell: (row) => row, value: (row) => row }]
const rowKey = (row: string) => row

function Topics({ onRead }: { onRead: () => void }) {
  const list = useLocalList({
    data: ['order-paid'],
    error: null,
    isFetching: false,
    dataUpdatedAt: 1,
    refetch: () => Promise.resolve(onRead()),
  })
  return <DataTable list={list} columns={columns} rowKey={rowKey} label="Topics" empty={<EmptyState title="None" />} />
}

function Instance({ onInstance, onTopics }: { onInstance: () => void; onTopics: () => void }) {
  const [isList, setList] = useState(true)
  return (
    <OneRefresh onRefresh={onInstance}>
      <PageHeader title="orders-prod" refresh={{ onRefresh: onInstance, isFetching: false }} />
      <button type="button" onClick={() => setList(!isList)}>
        Other tab
      </button>
      {isList ? <Topics onRead={onTopics} /> : null}
    </OneRefresh>
  )
}

describe('OneRefresh', () => {
  const refresh = page.getByRole('button', { name: /^Refresh/ })

  it('leaves one control: that of the list, which reads both, or that of the header', async () => {
    const onInstance = vi.fn<() => void>()
    const onTopics = vi.fn<() => void>()
    draw(<Instance onInstance={onInstance} onTopics={onTopics} />)
    expect(refresh.elements()).toHaveLength(1)
    await refresh.click()
    expect([onInstance, onTopics].map((read) => read.mock.calls.length)).toEqual([1, 1])

    await page.getByRole('button', { name: 'Other tab' }).click()
    expect(refresh.elements()).toHaveLength(1)
    await refresh.click()
    expect([onInstance, onTopics].map((read) => read.mock.calls.length)).toEqual([2, 1])
  })
})

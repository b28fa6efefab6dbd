/** C9: what comes from a store or a cloud is text, wherever a part of the console shows it. */
import { expect, it } from 'vitest'
import { ApiError } from '~/api/error.ts'
import { useLocalList } from '~/api/useLocalList.ts'
import { draw } from './browserRender.tsx'
import { CopyText } from './CopyText.tsx'
import { DataTable } from './DataTable.tsx'
import { Details } from './Details.tsx'
import { EmptyState } from './EmptyState.tsx'
import { ErrorState } from './ErrorState.tsx'
import { JsonView } from './JsonView.tsx'
import { PageHeader } from './PageHeader.tsx'
import { StatusBadge } from './StatusBadge.tsx'

const hostile = '<img src=x onerror="window.ran=1"><a href="javascript:window.ran=1">x</a>'

function Rows() {
  const refetch = () => Promise.resolve()
  const list = useLocalList({ data: [{ name: hostile }], error: null, isFetching: false, dataUpdatedAt: 1, refetch })
  const columns = [{ id: 'name', label: 'Name', cell: (row: { name: string }) => row.name }]
  return (
    <DataTable list={list} columns={columns} rowKey={(row) => row.name} label="Rows" empty={<EmptyState title="–" />} />
  )
}

it.each([
  ['a title', <PageHeader key="" title={hostile} facts={[{ label: 'Fact', value: hostile }]} />],
  ['a detail', <Details key="" rows={[{ label: 'Name', value: hostile, copy: hostile }]} />],
  ['a row of a table', <Rows key="" />],
  ['a text to copy', <CopyText key="" text={hostile} what="Name" />],
  ['a status', <StatusBadge key="" status={hostile} />],
  ['a body', <JsonView key="" value={{ body: hostile }} />],
  [
    'the words of a failure',
    <ErrorState
      key=""
      error={new ApiError(400, { code: hostile, message: hostile, hint: hostile, requestId: hostile, origin: 'cloud' })}
    />,
  ],
])('C9 %s stays text', async (_what, part) => {
  draw(part)
  await expect.poll(() => document.body.innerText).toContain('<img src=x')
  expect(document.querySelectorAll('img, a[href^="javascript:"]')).toHaveLength(0)
  expect(Reflect.get(window, 'ran')).toBeUndefined()
})

import { useCallback, useMemo, useState } from 'react'
import { readPageBody } from '~/api/pages.ts'
import { useLocalList } from '~/api/useLocalList.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { JsonView } from '~/components/JsonView.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ListSpec } from '~/contract/types.ts'
import { answerColumns, type Indexed } from './answerColumns.tsx'
import { answerMessages } from './answerMessages.ts'
import { NodeMenu, type OpenNode } from './NodeMenu.tsx'
import type { Origin } from './targets.ts'

interface Props {
  connection: string
  origin: Origin
  list: ListSpec
}

const keyOf = ({ index }: Indexed) => String(index)
const showRow = ({ row }: Indexed) => <JsonView value={row} />
const noRefetch = () => Promise.resolve()

/** The list of an answer (`x-list`) as a table; the first read only, as the call asked for it. */
export function AnswerTable({ connection, origin, list }: Props) {
  const t = useMessages(answerMessages)
  const [menu, setMenu] = useState<OpenNode>()
  const handleMenuClose = useCallback(() => setMenu(undefined), [])
  const rows = useMemo(
    () => readPageBody<unknown>(list, origin.answer).rows.map((row, index): Indexed => ({ index, row })),
    [list, origin.answer],
  )
  const result = useLocalList({ data: rows, error: null, isFetching: false, dataUpdatedAt: 0, refetch: noRefetch })
  const columns = useMemo(() => {
    const items = list.items === '' ? [] : list.items.split('.')
    return answerColumns({ connection, origin, items, rows, onMenu: setMenu, t })
  }, [connection, origin, list, rows, t])
  return (
    <>
      <DataTable
        list={result}
        columns={columns}
        rowKey={keyOf}
        label={`${t.rows} ${origin.operation.id}`}
        expand={showRow}
        empty={<EmptyState title={t.noRows} />}
      />
      {menu ? <NodeMenu connection={connection} origin={origin} node={menu} onClose={handleMenuClose} /> : null}
    </>
  )
}

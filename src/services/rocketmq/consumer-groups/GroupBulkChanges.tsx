import { ScrollBox } from '~/components/ScrollBox.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { valueText } from '~/lib/changes.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import { bulkChanges, type BulkSettings } from './groupForm.ts'
import { groupMessages } from './groupMessages.ts'
import css from './groups.module.css'

/** So many groups are listed; all are changed. */
const LISTED = 100

interface Props {
  groups: readonly ConsumerGroup[]
  chosen: BulkSettings
  isLoading: boolean
  /** How many groups differ from what was chosen. */
  changed: number
}

/** Old and new settings of each group that will change. */
export function GroupBulkChanges({ groups, chosen, isLoading, changed }: Props) {
  const t = useMessages(groupMessages)
  if (isLoading) return <p role="status">{t.reading}</p>
  if (Object.keys(chosen).length === 0) return <p className={css.note}>{t.bulkNothing}</p>
  if (changed === 0) return <p role="status">{t.bulkSame}</p>
  const differing = groups
    .map((group) => ({ group, changes: bulkChanges(group, chosen) }))
    .filter(({ changes }) => changes.length > 0)
  const text = (value: unknown) => (typeof value === 'boolean' ? (value ? t.on : t.off) : (valueText(value) ?? '–'))
  const labels: Record<string, string> = t.fields
  return (
    <div>
      <ScrollBox boxed label={t.setting}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t.group}</th>
              <th scope="col">{t.setting}</th>
              <th scope="col">{t.now}</th>
              <th scope="col">{t.after}</th>
            </tr>
          </thead>
          <tbody>
            {differing.slice(0, LISTED).flatMap(({ group, changes }) =>
              changes.map((change) => (
                <tr key={`${group.name ?? ''}/${change.field}`}>
                  <th scope="row">{group.name}</th>
                  <td>{labels[change.field] ?? change.field}</td>
                  <td className={css.old}>{text(change.before)}</td>
                  <td>{text(change.after)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </ScrollBox>
      <p className={css.note} role="status">
        {t.bulkCount(differing.length, groups.length)} {differing.length > LISTED && t.bulkFirst(LISTED)}
      </p>
    </div>
  )
}

import { Link } from 'react-router'
import { Bar } from '~/components/Bar.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { instanceMessages } from '~/services/rocketmq/instances/instanceMessages.ts'
import { meaningMessages } from '~/services/rocketmq/instances/meaningMessages.ts'
import { storageOf, toneOf } from './instanceHealth.ts'
import classes from './Overview.module.css'
import { overviewMessages } from './overviewMessages.ts'

interface Props {
  connection: string
  instances: readonly ShowInstanceResp[]
}

/** Instances that need somebody, with the reason. */
export function NeedyTable({ connection, instances }: Props) {
  const t = useMessages(overviewMessages)
  const { status: labels } = useMessages(instanceMessages)
  const meanings: Record<string, string> = useMessages(meaningMessages)
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t.needs}>
        <thead>
          <tr>
            <th scope="col">{t.needs}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.why}</th>
            <th scope="col">{t.storage}</th>
          </tr>
        </thead>
        <tbody>
          {instances.map((instance) => {
            const { instance_id = '', name, status = '' } = instance
            const storage = storageOf(instance)
            const held = storage && t.storageText(formatNumber(storage.used) ?? '–', formatNumber(storage.space) ?? '–')
            const isFull = storage !== undefined && storage.tone !== 'ok'
            const meaning = status === 'RUNNING' ? undefined : (meanings[status] ?? meanings['other'])
            return (
              <tr key={instance_id}>
                <th scope="row">
                  <Link to={rocketmqPaths.instance({ connection, instance_id })}>{name ?? instance_id}</Link>
                </th>
                <td>
                  <StatusBadge status={status || t.unknownState} labels={labels} tone={toneOf(instance)} />
                </td>
                <td>
                  {meaning}{' '}
                  {isFull ? (
                    <b className={storage.tone === 'error' ? classes.bad : classes.warn}>
                      {t.storageFull(Math.floor(storage.share * 100))}
                    </b>
                  ) : null}
                </td>
                <td>
                  {storage ? (
                    <>
                      <Bar label={t.storage} value={storage.used} max={storage.space} tone={storage.tone} text={held} />{' '}
                      <span className={classes.dim}>{held}</span>
                    </>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

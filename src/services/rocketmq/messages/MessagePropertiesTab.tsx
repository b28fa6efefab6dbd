import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Bytes } from '~/components/Bytes.tsx'
import { CopyText } from '~/components/CopyText.tsx'
import { Details } from '~/components/Details.tsx'
import { NumberText } from '~/components/NumberText.tsx'
import { ScrollBox } from '~/components/ScrollBox.tsx'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import { stringifyJson } from '~/lib/json.ts'
import { rocketmqPaths, type MessageParams } from '~/paths/rocketmq.ts'
import { bodyMessages } from './bodyMessages.ts'
import { originOf, unknownFields } from './messageFields.ts'
import { messageQuery } from './messageReads.ts'
import css from './message.module.css'

/** What producer, broker and service wrote beside the body. */
export default function MessagePropertiesTab() {
  const t = useMessages(bodyMessages)
  const params = useRouteParams<MessageParams>()
  const message = useSuspenseQuery(messageQuery(params)).data.messages?.[0]
  if (!message) return null
  const meanings: Record<string, string> = t.meanings
  const properties = message.property_list ?? []
  const origin = originOf(message)
  const further = unknownFields(message)
  const { fields } = t
  return (
    <>
      <h2 className={css.section}>{t.properties}</h2>
      {properties.length === 0 ? (
        <p className={css.note}>{t.noProperties}</p>
      ) : (
        <ScrollBox label={t.properties}>
          <table className={css.table} aria-label={t.properties}>
            <thead>
              <tr>
                <th scope="col">{t.name}</th>
                <th scope="col">{t.value}</th>
                <th scope="col">{t.meaning}</th>
              </tr>
            </thead>
            <tbody>
              {properties.map((property, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a name can stand twice, the place cannot
                <tr key={`${property.name} ${index}`}>
                  <th scope="row">{property.name ?? '–'}</th>
                  <td>
                    {property.value ? <CopyText text={property.value} what={property.name} /> : '–'}
                    {property.name === 'ORIGIN_MESSAGE_ID' && origin?.topic && origin.msg_id ? (
                      <>
                        {' '}
                        <Link to={rocketmqPaths.message({ ...params, topic: origin.topic, msg_id: origin.msg_id })}>
                          {t.originLink}
                        </Link>
                      </>
                    ) : null}
                  </td>
                  <td>{meanings[property.name ?? ''] ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <h2 className={css.section}>{t.system}</h2>
      <Details
        label={t.system}
        rows={[
          { label: fields.msg_id, value: message.msg_id, copy: message.msg_id, mono: true },
          { label: fields.topic, value: message.topic, copy: message.topic },
          { label: fields.queue_id, value: <NumberText value={message.queue_id} /> },
          { label: fields.queue_offset, value: <NumberText value={message.queue_offset} /> },
          { label: fields.store_timestamp, value: <Time at={message.store_timestamp} show="both" millis /> },
          { label: fields.born_timestamp, value: <Time at={message.born_timestamp} show="both" millis /> },
          { label: fields.store_host, value: message.store_host, mono: true },
          { label: fields.born_host, value: message.born_host, mono: true },
          { label: fields.reconsume_times, value: <NumberText value={message.reconsume_times} /> },
          { label: fields.store_size, value: <Bytes value={message.store_size} /> },
          {
            label: fields.body_crc,
            value: message.body_crc === undefined ? undefined : String(message.body_crc),
            mono: true,
          },
          { label: fields.instance_id, value: message.instance_id, mono: true },
        ]}
      />
      {further.length > 0 ? (
        <>
          <h2 className={css.section}>{t.further}</h2>
          <Details
            label={t.further}
            rows={further.map(([label, value]) => ({ label, value: stringifyJson(value), mono: true }))}
          />
        </>
      ) : null}
    </>
  )
}

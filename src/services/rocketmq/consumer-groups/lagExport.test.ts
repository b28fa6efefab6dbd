import { expect, test } from 'vitest'
import { Exact } from '~/lib/json.ts'
import { readMessages } from '~/lib/messages.ts'
import { toTopicLag, unknownTopic } from './groupLag.ts'
import { lagCsv } from './lagExport.ts'
import { groupLagMessages } from './groupLagMessages.ts'

test('every queue has a line with all digits, and a topic that failed is not left out', () => {
  const csv = lagCsv(
    {
      topics: [
        toTopicLag('orders', {
          brokers: [
            {
              broker_name: 'broker-0',
              queues: [
                {
                  id: 0,
                  broker_offset: new Exact('9007199254740993'),
                  consumer_offset: new Exact('9007199254740991'),
                  last_message_time: new Exact('1700000000000'),
                  client_id: '10.0.0.1@1',
                },
                { id: 1 },
              ],
            },
            { broker_name: 'broker-1' },
          ],
        }),
        unknownTopic('lost', new Error('no')),
      ],
      complete: true,
    },
    readMessages(groupLagMessages).columns,
  )
  expect(csv.trimEnd().split('\r\n').slice(1)).toEqual([
    'orders,broker-0,0,9007199254740991,9007199254740993,2,1700000000000,10.0.0.1@1',
    'orders,broker-0,1,,,,,',
    'orders,broker-1,,,,,,',
    'lost,,,,,,,',
  ])
})

/** The lag of a group as a flat table, a line for each queue, for spreadsheets and scripts. Pure. */
import type { CellValue, Column } from '~/components/column.ts'
import { toCsv } from '~/components/csv.ts'
import type { GroupLag, LagBroker, LagQueue, TopicLag } from './groupLag.ts'
import type { groupLagMessages } from './groupLagMessages.ts'

interface Line {
  topic: TopicLag
  broker?: LagBroker
  queue?: LagQueue
}

/** What tells of no queue has one line with what is known of it: a topic that failed is not left out. */
function linesOf(topic: TopicLag): Line[] {
  if (topic.brokers.length === 0) return [{ topic }]
  return topic.brokers.flatMap((broker): Line[] =>
    broker.queues.length === 0 ? [{ topic, broker }] : broker.queues.map((queue) => ({ topic, broker, queue })),
  )
}

/** The whole tree, whatever of it is unfolded. What is not known stays empty. */
export function lagCsv(lag: GroupLag, t: (typeof groupLagMessages.en)['columns']): string {
  const column = (label: string, value: (line: Line) => CellValue): Column<Line> => ({
    id: label,
    label,
    cell: () => null,
    value,
  })
  const of = (line: Line) => line.queue ?? line.broker ?? line.topic
  return toCsv(
    [
      column(t.topic, (line) => line.topic.topic),
      column(t.broker, (line) => line.broker?.name),
      column(t.queue, (line) => line.queue?.id),
      column(t.consumerOffset, (line) => of(line).consumer),
      column(t.brokerOffset, (line) => of(line).broker),
      column(t.lag, (line) => of(line).lag),
      column(t.lastConsumed, (line) => of(line).consumedAt),
      column(t.client, (line) => line.queue?.client),
    ],
    lag.topics.flatMap(linesOf),
  )
}

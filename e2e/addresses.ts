/** Every address of the app over one place with data in it, and a way there that does not load the app again. */
import { expect, type Page } from '@playwright/test'
import { seededId } from '#mocks/scenarios/ids.ts'
import { appPaths } from '~/paths/app.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import {
  rocketmqPaths,
  type GroupParams,
  type InstanceParams,
  type MessageParams,
  type TaskParams,
  type UserParams,
} from '~/paths/rocketmq.ts'

/** An instance of the scenario, whose id follows from its name: most flows begin there, not at the list. */
export function seeded(at: { connection: string }, name = 'orders-prod'): InstanceParams {
  return { ...at, instance_id: seededId(name) }
}

/** One address per builder: a builder without one does not compile. */
type Addresses = Record<`app.${keyof typeof appPaths}`, string> &
  Record<`explorer.${keyof typeof explorerPaths}`, string> &
  Record<`rocketmq.${keyof typeof rocketmqPaths}`, string>

export type Place = GroupParams & MessageParams & TaskParams & UserParams

interface Named {
  instances: { instance_id: string; name: string }[]
  messages: { msg_id: string; topic: string }[]
  tasks: { id: string }[]
}

/** Reads past the page what the page would read. */
async function readCloud<T>(page: Page, connection: string, path: string): Promise<T> {
  const url = `/cloud/${connection}/rocketmq/v2/${path}`
  return page.evaluate(async (where) => {
    const response = await fetch(where, { headers: { 'x-gantry': '1' } })
    if (!response.ok) throw new Error(`${where}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }, url)
}

/** The id of the instance of that name. */
export async function instanceId(page: Page, connection: string, name: string): Promise<string> {
  const { instances } = await readCloud<Named>(page, connection, '-/instances?engine=reliability&include_failure=true')
  const found = instances.find((one) => one.name === name)
  if (!found) throw new Error(`There is no instance ${name}: ${instances.map((one) => one.name).join(', ')}`)
  return found.instance_id
}

/** The orders instance with a topic, group, user, message and task of it. */
export async function ordersPlace(page: Page, connection: string): Promise<Place> {
  const instance_id = await instanceId(page, connection, 'orders-prod')
  const now = Date.now()
  const { messages } = await readCloud<Named>(
    page,
    connection,
    `reliability/-/instances/${instance_id}/messages?topic=order-paid&limit=1&offset=0&start_time=${now - 3_600_000}&end_time=${now}`,
  )
  const [message] = messages
  if (!message) throw new Error('The topic has no message.')
  const { tasks } = await readCloud<Named>(page, connection, `-/instances/${instance_id}/tasks?start=1&limit=1`)
  const [task] = tasks
  if (!task) throw new Error('The instance has no task.')
  const names = { topic: 'order-paid', group: 'billing-writer', user_name: 'order-service' }
  return { connection, instance_id, ...names, msg_id: message.msg_id, task_id: task.id }
}

/** All addresses, by the name of what builds them. */
export function allAddresses(at: Place): Addresses {
  const { connection } = at
  const operation = { connection, family: 'rocketmq', operationId: 'createTopic' } as const
  return {
    'app.home': appPaths.home(),
    'app.signIn': appPaths.signIn(),
    'app.setup': appPaths.setup(),
    'app.connections': appPaths.connections(),
    'app.connectionCreate': appPaths.connectionCreate(),
    'app.connectionEdit': appPaths.connectionEdit({ connection }),
    'app.overview': appPaths.overview({ connection }),
    'app.jobs': appPaths.jobs({ connection }),
    'explorer.find': explorerPaths.find({ connection }),
    'explorer.findIn': explorerPaths.findIn({ connection }, ['ddm']),
    'explorer.operation': explorerPaths.operation(operation, { instance_id: at.instance_id }),
    'explorer.kept': explorerPaths.kept(operation, 'saved', 'none'),
    'explorer.call': explorerPaths.call({ ...operation, args: { instance_id: 'x'.repeat(6000) }, id: 0 }),
    'explorer.history': explorerPaths.history({ connection }),
    'explorer.saved': explorerPaths.saved({ connection }),
    'explorer.calls': explorerPaths.calls({ connection }),
    'explorer.across': explorerPaths.across({ connection, saved: 'none' }),
    'rocketmq.instances': rocketmqPaths.instances(at),
    'rocketmq.instanceCreate': rocketmqPaths.instanceCreate(at),
    'rocketmq.instance': rocketmqPaths.instance(at),
    'rocketmq.instanceEdit': rocketmqPaths.instanceEdit(at),
    'rocketmq.brokers': rocketmqPaths.brokers(at),
    'rocketmq.topics': rocketmqPaths.topics(at),
    'rocketmq.topicCreate': rocketmqPaths.topicCreate(at),
    'rocketmq.topic': rocketmqPaths.topic(at),
    'rocketmq.topicConsumers': rocketmqPaths.topicConsumers(at),
    'rocketmq.topicUsers': rocketmqPaths.topicUsers(at),
    'rocketmq.topicEdit': rocketmqPaths.topicEdit(at),
    'rocketmq.groups': rocketmqPaths.groups(at),
    'rocketmq.groupCreate': rocketmqPaths.groupCreate(at),
    'rocketmq.group': rocketmqPaths.group(at),
    'rocketmq.groupUsers': rocketmqPaths.groupUsers(at),
    'rocketmq.groupDeadLetters': rocketmqPaths.groupDeadLetters(at),
    'rocketmq.groupEdit': rocketmqPaths.groupEdit(at),
    'rocketmq.groupReset': rocketmqPaths.groupReset(at, at.topic),
    'rocketmq.messages': `${rocketmqPaths.messages(at)}?topic=${encodeURIComponent(at.topic)}`,
    'rocketmq.message': rocketmqPaths.message(at),
    'rocketmq.messageBody': rocketmqPaths.messageBody(at),
    'rocketmq.messageProperties': rocketmqPaths.messageProperties(at),
    'rocketmq.users': rocketmqPaths.users(at),
    'rocketmq.userCreate': rocketmqPaths.userCreate(at),
    'rocketmq.user': rocketmqPaths.user(at),
    'rocketmq.userEdit': rocketmqPaths.userEdit(at),
    'rocketmq.tasks': rocketmqPaths.tasks(at),
    'rocketmq.task': rocketmqPaths.task(at),
  }
}

/**
 * Goes to an address as Back and Forward do: the app stays, and nothing is loaded twice. Within the frame only: its
 * progress bar tells when the way there has ended.
 */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate(async (to) => {
    const before = history.state as { idx?: number } | null
    history.pushState({ idx: (before?.idx ?? 0) + 1, key: crypto.randomUUID(), usr: null }, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
    // Two frames: what the change of address has set off has been drawn, be it the page or the progress bar.
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
    await new Promise((resolve) => setTimeout(resolve))
  }, address)
  await expect(page.getByRole('progressbar', { name: /^(Loading|正在加载)$/ })).toHaveCount(0)
}

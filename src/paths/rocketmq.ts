/** Addresses of RocketMQ. Parameters have wire names, so route parameters are call arguments as they are. */
import type { ConnectionParams } from './app.ts'
import { segment } from './segment.ts'

export interface InstanceParams extends ConnectionParams {
  instance_id: string
}
export interface TopicParams extends InstanceParams {
  topic: string
}
export interface GroupParams extends InstanceParams {
  group: string
}
export interface UserParams extends InstanceParams {
  user_name: string
}
export interface TaskParams extends InstanceParams {
  task_id: string
}
export interface MessageParams extends TopicParams {
  msg_id: string
}

const instances = (params: ConnectionParams) => `/c/${segment(params.connection)}/rocketmq/instances`
const instance = (params: InstanceParams) => `${instances(params)}/${segment(params.instance_id)}`
const topics = (params: InstanceParams) => `${instance(params)}/topics`
const topic = (params: TopicParams) => `${topics(params)}/${segment(params.topic)}`
const groups = (params: InstanceParams) => `${instance(params)}/groups`
const group = (params: GroupParams) => `${groups(params)}/${segment(params.group)}`
const users = (params: InstanceParams) => `${instance(params)}/users`
const tasks = (params: InstanceParams) => `${instance(params)}/tasks`
const messages = (params: InstanceParams) => `${instance(params)}/messages`
const message = (params: MessageParams) => `${messages(params)}/${segment(params.topic)}/${segment(params.msg_id)}`

export const rocketmqPaths = {
  instances,
  instanceCreate: (params: ConnectionParams) => `${instances(params)}/new`,
  instance,
  instanceEdit: (params: InstanceParams) => `${instance(params)}/edit`,
  brokers: (params: InstanceParams) => `${instance(params)}/brokers`,
  topics,
  topicCreate: (params: InstanceParams) => `${instance(params)}/topics-new`,
  topic,
  topicConsumers: (params: TopicParams) => `${topic(params)}/consumers`,
  topicUsers: (params: TopicParams) => `${topic(params)}/users`,
  topicEdit: (params: TopicParams) => `${topic(params)}/edit`,
  groups,
  groupCreate: (params: InstanceParams) => `${instance(params)}/groups-new`,
  group,
  groupUsers: (params: GroupParams) => `${group(params)}/users`,
  groupDeadLetters: (params: GroupParams) => `${group(params)}/dead-letters`,
  groupEdit: (params: GroupParams) => `${group(params)}/edit`,
  /** `topic` preselects one in the form. */
  groupReset: (params: GroupParams, topicName?: string) =>
    `${group(params)}/reset${topicName ? `?topic=${encodeURIComponent(topicName)}` : ''}`,
  /** The search; `topic` chooses one in it. */
  messages: (params: InstanceParams, topicName?: string) =>
    `${messages(params)}${topicName ? `?topic=${encodeURIComponent(topicName)}` : ''}`,
  message,
  messageBody: (params: MessageParams) => `${message(params)}/body`,
  messageProperties: (params: MessageParams) => `${message(params)}/properties`,
  users,
  userCreate: (params: InstanceParams) => `${instance(params)}/users-new`,
  user: (params: UserParams) => `${users(params)}/${segment(params.user_name)}`,
  userEdit: (params: UserParams) => `${users(params)}/${segment(params.user_name)}/edit`,
  tasks,
  task: (params: TaskParams) => `${tasks(params)}/${segment(params.task_id)}`,
} as const

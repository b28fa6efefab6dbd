import { messages } from '~/lib/messages.ts'

/** Words that several resource groups of RocketMQ share. */
export const rocketmqMessages = messages({
  en: {
    instances: 'Instances',
    instance: 'Instance',
    create: 'Create',
    /** To what has just been created. */
    openNamed: (name: string) => `Open ${name}`,
    brokers: 'Brokers',
    topics: 'Topics',
    groups: 'Consumer groups',
    messages: 'Messages',
    users: 'Users',
    tasks: 'Tasks',
    consumers: 'Consumers',
    mayUse: 'Who may use it',
    deadLetters: 'Dead letters',
    summary: 'Summary',
    reason: {
      deleting: 'The instance is being deleted.',
      busy: (status: string) => `The instance is ${status}. Wait until it is running.`,
      notRunning: (status: string) => `The instance is ${status}; this needs a running one.`,
      aclOff: 'Access control (ACL) is off for this instance.',
    },
    leaving: 'deleting…',
    settle: {
      leaving: (name: string) => `${name} is being deleted; the cloud still has it.`,
      stillThere: (name: string) => `The cloud took the deletion of ${name} but still has it. Refresh the list later.`,
      goneUnknown: (name: string) =>
        `The cloud took the deletion of ${name}. Whether it is gone could not be read: refresh the list later.`,
      notThere: (name: string) =>
        `The cloud took the creation of ${name} but does not show it yet. Refresh the list later.`,
    },
    topicPermission: { all: 'Publish + subscribe', pub: 'Publish only', sub: 'Subscribe only' },
    aclPermission: {
      '': 'Not set',
      DENY: 'No access',
      PUB: 'Publish',
      SUB: 'Subscribe',
      'PUB|SUB': 'Publish + subscribe',
    },
  },
  zh: {
    instances: '实例',
    instance: '实例',
    create: '创建',
    openNamed: (name) => `打开 ${name}`,
    brokers: '代理',
    topics: '主题',
    groups: '消费组',
    messages: '消息',
    users: '用户',
    tasks: '后台任务',
    consumers: '消费者',
    mayUse: '授权用户',
    deadLetters: '死信',
    summary: '概览',
    reason: {
      deleting: '实例正在删除中。',
      busy: (status) => `实例处于“${status}”状态，请等待其恢复运行。`,
      notRunning: (status) => `实例处于“${status}”状态，此操作需要实例正在运行。`,
      aclOff: '该实例未开启访问控制（ACL）。',
    },
    leaving: '删除中…',
    settle: {
      leaving: (name) => `正在删除 ${name}，云端仍能查到。`,
      stillThere: (name) => `云服务已接受对 ${name} 的删除，但它仍然存在。请稍后刷新列表。`,
      goneUnknown: (name) => `云服务已接受对 ${name} 的删除，但未能确认是否已删除，请稍后刷新列表。`,
      notThere: (name) => `云服务已接受 ${name} 的创建，但尚未显示。请稍后刷新列表。`,
    },
    topicPermission: { all: '发布 + 订阅', pub: '仅发布', sub: '仅订阅' },
    aclPermission: { '': '未设置', DENY: '无权限', PUB: '发布', SUB: '订阅', 'PUB|SUB': '发布 + 订阅' },
  },
})

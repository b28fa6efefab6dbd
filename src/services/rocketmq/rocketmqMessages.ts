import { messages } from '~/lib/messages.ts'

/** Words that several resource groups of RocketMQ share. */
export const rocketmqMessages = messages({
  en: {
    instances: 'Instances',
    create: 'Create',
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
      busy: (status: string) => `The instance is ${status}. Wait until it is running.`,
      notRunning: (status: string) => `The instance is ${status}; this needs a running one.`,
      aclOff: 'Access control (ACL) is off for this instance.',
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
    create: '创建',
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
      busy: (status) => `实例处于“${status}”状态，请等待其恢复运行。`,
      notRunning: (status) => `实例处于“${status}”状态，此操作需要实例正在运行。`,
      aclOff: '该实例未开启访问控制（ACL）。',
    },
    topicPermission: { all: '发布 + 订阅', pub: '仅发布', sub: '仅订阅' },
    aclPermission: { '': '未设置', DENY: '无权限', PUB: '发布', SUB: '订阅', 'PUB|SUB': '发布 + 订阅' },
  },
})

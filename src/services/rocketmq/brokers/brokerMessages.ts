import { messages } from '~/lib/messages.ts'

export const brokerMessages = messages({
  en: {
    title: 'Brokers',
    name: 'Broker',
    nodes: 'Nodes',
    count: 'Number of nodes',
    empty: 'No brokers',
    reading: 'The brokers are being read.',
    unread: 'The brokers could not be read.',
    emptyText: 'A running instance has at least one. Refresh, or look at the state of the instance.',
  },
  zh: {
    title: '代理',
    name: '代理',
    nodes: '节点',
    count: '节点数',
    empty: '没有代理',
    reading: '正在读取代理。',
    unread: '无法读取代理。',
    emptyText: '运行中的实例至少有一个代理。请刷新，或查看实例状态。',
  },
})

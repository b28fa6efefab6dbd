import { messages } from '~/lib/messages.ts'

/** What the services are called wherever one is named. */
export const serviceNames = messages({
  en: { rocketmq: 'RocketMQ', ddm: 'DDM', cse: 'Cloud Service Engine', roma: 'ROMA Connect' },
  zh: {
    rocketmq: 'RocketMQ',
    ddm: '分布式数据库中间件 DDM',
    cse: '微服务引擎 CSE',
    roma: '应用与数据集成 ROMA Connect',
  },
})

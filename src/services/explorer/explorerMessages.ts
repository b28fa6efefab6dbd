import { messages } from '~/lib/messages.ts'

/** Words that several pages of the explorer share. */
export const explorerMessages = messages({
  en: {
    title: 'API Explorer',
    history: 'History',
    saved: 'Saved',
    calls: 'Calls of the pages',
    across: 'Over several connections',
    tabs: 'Parts of the API Explorer',
    operations: 'Operations',
    risks: { none: 'Read only', change: 'Change', disruptive: 'Disruptive', destructive: 'Destructive' },
    loadFailed: 'This part of the app could not be loaded',
  },
  zh: {
    title: 'API Explorer',
    history: '历史',
    saved: '收藏',
    calls: '页面调用记录',
    across: '跨连接执行',
    tabs: 'API Explorer 的各部分',
    operations: '接口',
    risks: { none: '只读', change: '变更', disruptive: '影响业务', destructive: '破坏性' },
    loadFailed: '无法加载应用的这一部分',
  },
})

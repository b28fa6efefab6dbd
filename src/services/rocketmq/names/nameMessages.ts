import { messages } from '~/lib/messages.ts'

/** Words under a field in which a topic or a group is chosen by name. */
export const nameMessages = messages({
  en: {
    topics: {
      failed: 'Topics could not be listed; type a name.',
      cut: (shown: string, all: string) =>
        `The first ${shown} of ${all} topics are offered; type the exact name of another.`,
      cutUnknown: (shown: string) => `The first ${shown} topics are offered; type the exact name of another.`,
    },
    groups: {
      failed: 'Consumer groups could not be listed; type a name.',
      cut: (shown: string, all: string) =>
        `The first ${shown} of ${all} consumer groups are offered; others as you type their name.`,
      cutUnknown: (shown: string) => `The first ${shown} consumer groups are offered; others as you type their name.`,
    },
  },
  zh: {
    topics: {
      failed: '无法获取主题列表，请直接输入名称。',
      cut: (shown, all) => `仅列出 ${all} 个主题中的前 ${shown} 个，其他主题请输入完整名称。`,
      cutUnknown: (shown) => `仅列出前 ${shown} 个主题，其他主题请输入完整名称。`,
    },
    groups: {
      failed: '无法获取消费组列表，请直接输入名称。',
      cut: (shown, all) => `仅列出 ${all} 个消费组中的前 ${shown} 个，其他消费组会在输入名称时列出。`,
      cutUnknown: (shown) => `仅列出前 ${shown} 个消费组，其他消费组会在输入名称时列出。`,
    },
  },
})

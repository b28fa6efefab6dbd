import { messages } from '~/lib/messages.ts'

export const unknownConnectionMessages = messages({
  en: {
    title: 'This connection does not exist (any more)',
    text: 'Choose another one above, or create it again.',
  },
  zh: { title: '此连接不存在或已被删除', text: '请在上方选择其他连接，或重新创建。' },
})

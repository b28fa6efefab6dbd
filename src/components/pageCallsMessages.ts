import { messages } from '~/lib/messages.ts'

export const pageCallsMessages = messages({
  en: {
    none: 'This page has made no calls',
    all: 'All calls of this page',
  },
  zh: {
    none: '本页面没有发出调用',
    all: '本页面的全部调用',
  },
})

import { messages } from '~/lib/messages.ts'

/** What the button of the tray says; the rest comes with its panel. */
export const jobTrayMessages = messages({
  en: {
    title: 'Jobs',
    running: (n: number) => (n === 1 ? '1 job' : `${n} jobs`),
    runningNow: (n: number) => (n === 1 ? '1 job is running' : `${n} jobs are running`),
  },
  zh: {
    title: '任务',
    running: (n) => `${n} 个任务`,
    runningNow: (n) => `${n} 个任务正在执行`,
  },
})

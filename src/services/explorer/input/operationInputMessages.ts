import { messages } from '~/lib/messages.ts'

export const operationInputMessages = messages({
  en: {
    nothing: 'This call takes nothing.',
    fill: 'Fill in a sample',
    reset: 'Start over',
    legend: 'What is ticked or filled in is sent; nothing else is.',
    parts: { path: 'Path', query: 'Query', header: 'Headers', body: 'Body' },
    viewAll: 'Edit all values as',
    allJson: 'All values as JSON',
    view: 'Edit the body as',
    form: 'Form',
    bodyJson: 'Body as JSON',
    sendBody: 'Send a body',
    backToForm: 'The form comes back as soon as this is JSON again',
  },
  zh: {
    nothing: '该调用不需要任何参数。',
    fill: '填入示例',
    reset: '重新开始',
    legend: '只发送已勾选或已填写的内容。',
    parts: { path: '路径', query: '查询参数', header: '请求头', body: '请求体' },
    viewAll: '全部参数编辑方式',
    allJson: '全部参数 JSON',
    view: '请求体编辑方式',
    form: '表单',
    bodyJson: '请求体 JSON',
    sendBody: '发送请求体',
    backToForm: '内容恢复为合法 JSON 后可回到表单',
  },
})

import { messages } from '~/lib/messages.ts'

export const editorMessages = messages({
  en: {
    loading: 'The editor is being loaded',
    keys: 'Tab or Esc leaves the editor. Ctrl+Space completes, Ctrl+F finds.',
  },
  zh: {
    loading: '正在加载编辑器',
    keys: '按 Tab 或 Esc 离开编辑器，Ctrl+空格补全，Ctrl+F 查找。',
  },
})

import { messages } from '~/lib/messages.ts'

/** Words of the saved views. */
export const viewMessages = messages({
  en: {
    none: 'No saved views of this list yet.',
    explain: 'A view keeps filter, order, size and columns. It is yours in every browser.',
    name: 'Name of the view',
    save: 'Save',
    saveNew: 'Save what is shown',
    overwrite: (name: string) => `Overwrite ${name} with what is shown`,
    rename: (name: string) => `Rename ${name}`,
    remove: (name: string) => `Delete ${name}`,
    cancel: 'Cancel',
    taken: 'There is a view of this name already.',
    missing: 'A view needs a name.',
    loading: 'Reading the views…',
  },
  zh: {
    none: '此列表还没有保存的视图。',
    explain: '视图保存筛选、排序、每页行数和列，您在任何浏览器中都可使用。',
    name: '视图名称',
    save: '保存',
    saveNew: '保存当前显示',
    overwrite: (name) => `用当前显示覆盖 ${name}`,
    rename: (name) => `重命名 ${name}`,
    remove: (name) => `删除 ${name}`,
    cancel: '取消',
    taken: '已有同名的视图。',
    missing: '请输入视图名称。',
    loading: '正在读取视图…',
  },
})

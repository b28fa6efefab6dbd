import { messages } from '~/lib/messages.ts'

/** What a state of an instance means for the person on call (`x-statuses` of the contract, in both languages). */
export const meaningMessages = messages({
  en: {
    CREATING: 'Being provisioned; cannot be used yet.',
    CREATEFAILED: 'Provisioning failed. Delete it from the list of instances.',
    ERROR: 'Not working properly.',
    RESTARTING: 'Restarting; it cannot be deleted meanwhile.',
    EXTENDING: 'Specifications are being changed.',
    EXTENDEDFAILED: 'The last change of specifications did not succeed.',
    DELETING: 'Being removed.',
    FREEZING: 'Being frozen.',
    FROZEN: 'Suspended, for example for unpaid bills.',
    SHRINKING: 'Capacity is being reduced.',
    CONFIGURING: 'A configuration change is being applied.',
    ROLLBACK: 'A change is being undone.',
    ROLLBACKFAILED: 'Undoing a change did not succeed.',
    VOLUMETYPECHANGING: 'The disk type is being changed.',
    other: 'A state that is not documented.',
  },
  zh: {
    CREATING: '正在创建，暂不可用。',
    CREATEFAILED: '创建失败，请在实例列表中删除。',
    ERROR: '实例工作异常。',
    RESTARTING: '正在重启，期间无法删除。',
    EXTENDING: '正在变更规格。',
    EXTENDEDFAILED: '最近一次规格变更失败。',
    DELETING: '正在删除。',
    FREEZING: '正在冻结。',
    FROZEN: '已停用，例如因为欠费。',
    SHRINKING: '正在缩减容量。',
    CONFIGURING: '正在应用配置变更。',
    ROLLBACK: '正在回滚变更。',
    ROLLBACKFAILED: '变更回滚失败。',
    VOLUMETYPECHANGING: '正在变更磁盘类型。',
    other: '文档中没有的状态。',
  },
})

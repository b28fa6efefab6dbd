import { messages } from '~/lib/messages.ts'

/** Words of instances. The labels of statuses follow Table 7-2 and the vendor's SDK. */
export const instanceMessages = messages({
  en: {
    status: {
      CREATING: 'Creating',
      CREATEFAILED: 'Create failed',
      RUNNING: 'Running',
      ERROR: 'Faulty',
      RESTARTING: 'Restarting',
      EXTENDING: 'Changing',
      EXTENDEDFAILED: 'Change failed',
      DELETING: 'Deleting',
      FREEZING: 'Freezing',
      FROZEN: 'Frozen',
      SHRINKING: 'Shrinking',
      CONFIGURING: 'Configuring',
      ROLLBACK: 'Rolling back',
      ROLLBACKFAILED: 'Rollback failed',
      VOLUMETYPECHANGING: 'Changing disk type',
    },
    sections: 'Sections of the instance',
    comesBack: 'What belongs here is read as soon as the instance runs.',
  },
  zh: {
    status: {
      CREATING: '创建中',
      CREATEFAILED: '创建失败',
      RUNNING: '运行中',
      ERROR: '故障',
      RESTARTING: '重启中',
      EXTENDING: '变更中',
      EXTENDEDFAILED: '变更失败',
      DELETING: '删除中',
      FREEZING: '冻结中',
      FROZEN: '已冻结',
      SHRINKING: '缩容中',
      CONFIGURING: '配置中',
      ROLLBACK: '回滚中',
      ROLLBACKFAILED: '回滚失败',
      VOLUMETYPECHANGING: '磁盘类型变更中',
    },
    sections: '实例的各部分',
    comesBack: '实例恢复运行后会自动读取此处的内容。',
  },
})

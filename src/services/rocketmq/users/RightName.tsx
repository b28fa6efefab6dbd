import { Autocomplete } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { useMessages } from '~/components/useMessages.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { useGroupNames, useTopicNames } from '../names/useNames.ts'
import { userFormMessages } from './userFormMessages.ts'
import type { Kind } from './userRights.ts'

interface Props {
  params: InstanceParams
  kind: Kind
  name: string
  /** Names that have a line already. */
  taken: ReadonlySet<string>
  input: GetInputPropsReturnType
}

/** The topic or the group of a new line. Names are asked for when there is such a line; any can be typed. */
export function RightName({ params, kind, name, taken, input }: Props) {
  const t = useMessages(userFormMessages)
  const topics = useTopicNames(params, { enabled: kind === 'topic' })
  const groups = useGroupNames(params, name, { enabled: kind === 'group' })
  const { names, note } = kind === 'topic' ? topics : groups
  return (
    <Autocomplete
      {...input}
      size="xs"
      aria-label={kind === 'topic' ? t.topic : t.group}
      description={note}
      inputWrapperOrder={['input', 'description', 'error']}
      data={names.filter((one) => one === name || !taken.has(one))}
      limit={50}
      autoComplete="off"
      spellCheck={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}

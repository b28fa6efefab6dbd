import { Select } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Button } from '~/components/Button.tsx'
import { IconButton } from '~/components/IconButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { RightName } from './RightName.tsx'
import css from './user.module.css'
import type { UserValues } from './userForm.ts'
import { userFormMessages } from './userFormMessages.ts'
import { useRightOptions } from './useRightOptions.ts'

interface Props {
  params: InstanceParams
  form: UseFormReturnType<UserValues>
  field: 'topic_perms' | 'group_perms'
}

/** Rights on single topics or groups: lines to add, change and remove. */
export function RightsField({ params, form, field }: Props) {
  const t = useMessages(userFormMessages)
  const optionsFor = useRightOptions(field === 'topic_perms' ? 'topic' : 'group')
  const rows = form.values[field]
  const taken = new Set(rows.map((row) => row.name))
  const body = useRef<HTMLTableSectionElement>(null)
  const isAdding = useRef(false)
  // A new line is typed into at once.
  useEffect(() => {
    if (!isAdding.current) return
    isAdding.current = false
    body.current?.querySelector<HTMLInputElement>('tr:last-child input')?.focus()
  }, [rows.length])
  const handleAdd = () => {
    isAdding.current = true
    form.insertListItem(field, { name: '', perm: 'SUB', isNew: true })
  }
  return (
    <fieldset className={css.rights}>
      <legend>{t.fields[field]}</legend>
      {rows.length === 0 ? (
        <p className={css.dim}>{t.noRows}</p>
      ) : (
        <table className={css.table} aria-label={t.fields[field]}>
          <thead>
            <tr>
              <th scope="col">{field === 'topic_perms' ? t.topic : t.group}</th>
              <th scope="col" className={css.right}>
                {t.right}
              </th>
              <td aria-hidden className={css.end} />
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row, index) => (
              // Lines have no identity but their place: a name may be empty, or there twice while it is typed.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index}>
                <th scope="row">
                  {row.isNew ? (
                    <RightName
                      params={params}
                      kind={field === 'topic_perms' ? 'topic' : 'group'}
                      name={row.name}
                      taken={taken}
                      input={form.getInputProps(`${field}.${index}.name`)}
                    />
                  ) : (
                    row.name
                  )}
                </th>
                <td>
                  <Select
                    {...form.getInputProps(`${field}.${index}.perm`)}
                    size="xs"
                    aria-label={row.name === '' ? t.newRight : t.rightOf(row.name)}
                    data={optionsFor(row.perm)}
                    allowDeselect={false}
                    comboboxProps={{ transitionProps: { duration: 0 } }}
                  />
                </td>
                <td className={css.end}>
                  <IconButton
                    label={t.remove(row.name === '' ? t.newName : row.name)}
                    onClick={() => form.removeListItem(field, index)}
                  >
                    <IconX size={14} aria-hidden />
                  </IconButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={handleAdd}>
        {field === 'topic_perms' ? t.addTopic : t.addGroup}
      </Button>
    </fieldset>
  )
}

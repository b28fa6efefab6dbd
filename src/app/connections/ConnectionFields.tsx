import { Autocomplete, Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { EnvironmentLabel } from '~/components/EnvironmentLabel.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection } from '~/contract/console.ts'
import { connectionFormMessages } from './connectionFormMessages.ts'
import type { ConnectionValues } from './connectionForm.ts'
import classes from './Connections.module.css'
import { CredentialFields } from './CredentialFields.tsx'
import { DraftTest } from './DraftTest.tsx'
import { EndpointFields } from './EndpointFields.tsx'
import { ProjectFields } from './ProjectFields.tsx'
import { regionsQuery } from './regions.ts'

interface Props {
  form: UseFormReturnType<ConnectionValues>
  stored?: Connection
}

const colors = ['red', 'orange', 'green', 'blue', 'gray'] as const

/** The fields of a connection, for a new one and for a stored one. */
export function ConnectionFields({ form, stored }: Props) {
  const t = useMessages(connectionFormMessages)
  const { data: regions } = useQuery(regionsQuery)
  const { label, color, region } = form.values
  const missing = regions?.missingIn(region) ?? []
  const nameOf = (id: string) => regions?.nameOf(id) ?? ''
  return (
    <>
      <TextInput
        label={t.name}
        description={t.nameHelp}
        maxLength={80}
        autoComplete="off"
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <div className={classes.row}>
        <TextInput
          label={t.label}
          description={t.labelHelp}
          maxLength={20}
          autoComplete="off"
          {...form.getInputProps('label')}
        />
        <Select
          label={t.color}
          description={label.trim() ? <EnvironmentLabel place={{ label: label.trim(), color }} /> : t.colorHelp}
          data={colors.map((value) => ({ value, label: t.colors[value] }))}
          allowDeselect={false}
          disabled={label.trim() === ''}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          {...form.getInputProps('color')}
        />
      </div>
      {stored?.simulated ? (
        <p className={classes.dim}>{t.simulatedNote}</p>
      ) : (
        <>
          <Autocomplete
            label={t.region}
            description={t.regionHelp}
            data={[...(regions?.ids ?? [])]}
            // A region is looked for by its id or by its name.
            filter={({ options, search }) => {
              const wanted = search.trim().toLowerCase()
              return options.filter(
                (option) =>
                  'value' in option && `${option.value} ${nameOf(option.value)}`.toLowerCase().includes(wanted),
              )
            }}
            renderOption={({ option }) => (
              <span>
                {option.value} <span className={classes.dim}>{nameOf(option.value)}</span>
              </span>
            )}
            maxDropdownHeight={280}
            autoComplete="off"
            spellCheck={false}
            required
            comboboxProps={{ transitionProps: { duration: 0 } }}
            {...form.getInputProps('region')}
          />
          {missing.length > 0 ? (
            <p className={classes.dim}>{t.regionLacks(missing.map((family) => t.families[family]).join(', '))}</p>
          ) : null}
          <CredentialFields form={form} stored={stored} />
          <ProjectFields form={form} stored={stored} />
          <EndpointFields form={form} regions={regions} />
          <DraftTest form={form} stored={stored} />
        </>
      )}
    </>
  )
}

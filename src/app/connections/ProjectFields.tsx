import { Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { listProjects } from '~/api/session.ts'
import { Button } from '~/components/Button.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection, ConnectionDraft, Project } from '~/contract/console.ts'
import { connectionFormMessages } from './connectionFormMessages.ts'
import { checkDraft } from './checkDraft.ts'
import { projectsOfRegion, type ConnectionValues } from './connectionForm.ts'
import classes from './Connections.module.css'

interface Props {
  form: UseFormReturnType<ConnectionValues>
  stored?: Connection | undefined
}

/** The project: chosen from those that IAM names, or typed. */
export function ProjectFields({ form, stored }: Props) {
  const t = useMessages(connectionFormMessages)
  const choose = (project: Project | undefined) => {
    form.setFieldValue('projectId', project?.id ?? '')
    form.setFieldValue('projectName', project?.name ?? '')
  }
  const fetchProjects = useMutation<Project[], ApiError, ConnectionDraft>({
    mutationFn: listProjects,
    gcTime: 0,
    onSuccess: (found) => {
      const { projectId, region } = form.getValues()
      // What saving would take: the region's own, or the only one.
      const own = found.find((project) => project.name === region.trim()) ?? (found.length === 1 ? found[0] : undefined)
      if (own && projectId === '') choose(own)
    },
  })
  const { data, error, isPending } = fetchProjects
  const projects = data && projectsOfRegion(data, form.values.region.trim())
  const handleFetch = () => {
    const draft = checkDraft(form, stored, ['name', 'projectId'])
    if (draft) fetchProjects.mutate({ ...draft, name: draft.name || '-' })
  }
  const { projectId, projectName } = form.values
  const isAmong = projects?.some((project) => project.id === projectId)
  return (
    <fieldset className={classes.group}>
      <legend>{t.project}</legend>
      {projects && projects.length > 0 ? (
        <Select
          label={t.project}
          data={projects.map((project) => ({ value: project.id, label: `${project.name} (${project.id})` }))}
          value={isAmong ? projectId : null}
          onChange={(id) => choose(projects.find((project) => project.id === id))}
          placeholder={t.chooseProject}
          searchable={projects.length > 8}
          clearable
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
      ) : null}
      <TextInput
        label={t.projectId}
        description={projectName && projectId ? `${t.projectHelp} · ${projectName}` : t.projectHelp}
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('projectId')}
        onChange={(event) => {
          form.setFieldValue('projectId', event.currentTarget.value)
          // The name is of the project that was chosen before.
          form.setFieldValue('projectName', '')
        }}
      />
      <div className={classes.inline}>
        <Button onClick={handleFetch} loading={isPending}>
          {t.fetchProjects}
        </Button>
        <output className={classes.dim}>
          {projects ? (projects.length === 0 ? t.noProjects : t.projectsFound(projects.length)) : ''}
        </output>
      </div>
      {error ? <ErrorState error={error} compact /> : null}
    </fieldset>
  )
}

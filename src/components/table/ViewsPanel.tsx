import { IconDeviceFloppy, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link, useLocation, useParams, useSearchParams } from 'react-router'
import { listOf, queryOfView, removeView, saveView, viewsQuery, withView } from '~/api/views.ts'
import { ErrorState } from '~/components/ErrorState.tsx'
import { IconButton } from '~/components/IconButton.tsx'
import { useLanguage, useMessages } from '~/components/useMessages.ts'
import { newId } from '~/lib/newId.ts'
import { viewMessages } from './viewMessages.ts'
import { ViewNameForm } from './ViewNameForm.tsx'
import css from './Views.module.css'

/** The saved views of one list: open, save, rename, overwrite, delete. */
export function ViewsPanel({ onApply }: { onApply: () => void }) {
  const t = useMessages(viewMessages)
  const language = useLanguage()
  const client = useQueryClient()
  const { pathname } = useLocation()
  const list = listOf(pathname, useParams())
  const [search] = useSearchParams()
  const [renamed, setRenamed] = useState<string>()
  const { data, error, refetch } = useQuery(viewsQuery)
  const field = useRef<HTMLInputElement>(null)
  const onSuccess = async () => {
    // The button that was pressed goes or is off now: without a focus, keys would miss the panel.
    setRenamed(undefined)
    field.current?.focus()
    // What another browser saved meanwhile is read with it.
    await client.invalidateQueries({ queryKey: viewsQuery.queryKey })
  }
  const save = useMutation({ mutationFn: saveView, onSuccess })
  const remove = useMutation({ mutationFn: removeView, onSuccess })

  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} compact />
  if (!data) return <p className={css.note}>{t.loading}</p>
  const views = data
    .filter((view) => view.list === list)
    .toSorted((a, b) => a.name.localeCompare(b.name, language, { numeric: true }))
  const query = queryOfView(search)
  const isTaken = (name: string, id?: string) => views.some((view) => view.name === name && view.id !== id)
  const isBusy = save.isPending || remove.isPending
  const failure = save.error ?? remove.error

  return (
    <>
      {views.length === 0 ? <p className={css.note}>{t.none}</p> : null}
      <ul className={css.views}>
        {views.map((view) => (
          <li key={view.id}>
            {renamed === view.id ? (
              <ViewNameForm
                initial={view.name}
                isTaken={(name) => isTaken(name, view.id)}
                isBusy={isBusy}
                onSave={(name) => save.mutateAsync({ ...view, name })}
                onCancel={() => setRenamed(undefined)}
              />
            ) : (
              <>
                <Link
                  to={{ search: withView(search, view.query).toString() }}
                  aria-current={view.query === query || undefined}
                  onClick={onApply}
                >
                  {view.name}
                </Link>
                <IconButton
                  label={t.overwrite(view.name)}
                  disabled={isBusy || view.query === query}
                  onClick={() => save.mutate({ ...view, query })}
                >
                  <IconDeviceFloppy size={14} aria-hidden />
                </IconButton>
                <IconButton label={t.rename(view.name)} disabled={isBusy} onClick={() => setRenamed(view.id)}>
                  <IconPencil size={14} aria-hidden />
                </IconButton>
                <IconButton label={t.remove(view.name)} disabled={isBusy} onClick={() => remove.mutate(view.id)}>
                  <IconTrash size={14} aria-hidden />
                </IconButton>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className={css.note}>{t.explain}</p>
      <ViewNameForm
        ref={field}
        initial=""
        isTaken={(name) => isTaken(name)}
        isBusy={isBusy}
        onSave={(name) => save.mutateAsync({ id: newId(), list, name, query })}
      />
      {failure ? <ErrorState error={failure} compact /> : null}
    </>
  )
}

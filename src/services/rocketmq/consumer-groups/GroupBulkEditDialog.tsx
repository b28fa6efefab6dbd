import { NumberInput, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call } from '~/api/client.ts'
import { trackJob } from '~/api/jobs.ts'
import { keyOf } from '~/api/query.ts'
import { markStale } from '~/api/queryClient.ts'
import { previewRequest } from '~/api/request.ts'
import type { LeftOut } from '~/components/bulkAction.ts'
import { Button } from '~/components/Button.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { hasUnknownOutcome } from '~/components/formErrors.ts'
import { formMessages } from '~/components/formMessages.ts'
import { LeftOutList } from '~/components/LeftOutList.tsx'
import { PlaceFacts } from '~/components/PlaceFacts.tsx'
import { RequestPreview } from '~/components/RequestPreview.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { validateField } from '~/components/validateFields.ts'
import { Warning } from '~/components/Warning.tsx'
import { updateConsumerGroupFields } from '~/contract/rocketmq/generated/fields.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { GroupBulkChanges } from './GroupBulkChanges.tsx'
import { changedMeanwhile, toBatchRequest, type BulkSettings } from './groupForm.ts'
import { groupMessages } from './groupMessages.ts'
import { readChosenSettings } from './readSettings.ts'
import css from './groups.module.css'

interface Props {
  params: InstanceParams
  groups: readonly string[]
  leftOut?: readonly LeftOut[] | undefined
  onClose: () => void
}

const switches = ['enabled', 'broadcast', 'from_beginning'] as const
type Choice = 'keep' | 'on' | 'off'

/** One or several settings, the same for many groups: old and new per group first, then one background task. */
export function GroupBulkEditDialog({ params, groups, leftOut = [], onClose }: Props) {
  const t = useMessages(groupMessages)
  const words = useMessages(formMessages)
  const place = useInstancePlace()
  const client = useQueryClient()
  const queryKey = [
    ...keyOf(rocketmq.listConsumerGroups, { connection: params.connection, instance_id: params.instance_id }),
    'settings',
    groups,
  ]
  // Read once for what is shown; read again just before it is sent.
  const read = useQuery({
    queryKey,
    queryFn: ({ signal }) => readChosenSettings(params, groups, signal),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const [choices, setChoices] = useState<Record<(typeof switches)[number], Choice>>({
    enabled: 'keep',
    broadcast: 'keep',
    from_beginning: 'keep',
  })
  const [retries, setRetries] = useState<number | string>('')
  const [meanwhile, setMeanwhile] = useState<readonly string[]>([])

  const shown = read.data ?? []
  const gone = read.data ? groups.filter((name) => !shown.some((row) => row.name === name)) : []
  const retriesError = validateField(updateConsumerGroupFields.retry_max_time, retries)
  const chosen: BulkSettings = {
    ...Object.fromEntries(
      switches.filter((field) => choices[field] !== 'keep').map((field) => [field, choices[field] === 'on']),
    ),
    ...(typeof retries === 'number' && !retriesError ? { retry_max_time: retries } : {}),
  }
  const body = toBatchRequest(shown, chosen)

  const change = useMutation({
    mutationKey: ['rocketmq', rocketmq.batchUpdateConsumerGroups.id],
    mutationFn: async () => {
      const now = await readChosenSettings(params, groups)
      const changed = changedMeanwhile(shown, now)
      client.setQueryData(queryKey, now)
      setMeanwhile(changed)
      const fresh = changed.length > 0 ? undefined : toBatchRequest(now, chosen)
      return (
        fresh && {
          sent: fresh,
          set: chosen,
          answer: await call(rocketmq.batchUpdateConsumerGroups, { ...params, body: { groups: fresh } }),
        }
      )
    },
    onSuccess: (result) => {
      if (!result) return
      const { sent, set, answer } = result
      const args = { ...params, body: { groups: sent } }
      void trackJob(rocketmq.batchUpdateConsumerGroups, args, answer, t.bulkStarted(sent.length), set)
      void markStale(params.connection, rocketmq.batchUpdateConsumerGroups.family)
      toast({ tone: 'ok', message: t.bulkTold(sent.length) })
      onClose()
    },
  })
  const isDisruptive = chosen.enabled === false && body !== undefined
  const isReady = body !== undefined && !retriesError && !change.isPending && !hasUnknownOutcome(change.error)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) change.mutate()
  }
  const options = [
    { value: 'keep', label: t.keep },
    { value: 'on', label: t.on },
    { value: 'off', label: t.off },
  ]
  return (
    <Dialog onClose={onClose} title={t.bulkTitle(groups.length)} size={680} busy={change.isPending}>
      <form onSubmit={handleSubmit} className={css.stack}>
        <p>{t.bulkText}</p>
        <LeftOutList rows={leftOut} />
        <NumberInput
          label={t.fields.retry_max_time}
          placeholder={t.keep}
          value={retries}
          onChange={setRetries}
          min={0}
          allowDecimal={false}
          allowNegative={false}
          error={retriesError}
        />
        {switches.map((field) => (
          <Select
            key={field}
            label={t.fields[field]}
            data={options}
            allowDeselect={false}
            value={choices[field]}
            onChange={(value) =>
              setChoices((now) => ({ ...now, [field]: value === 'on' || value === 'off' ? value : 'keep' }))
            }
          />
        ))}
        {isDisruptive && <Warning>{t.stops}</Warning>}
        {chosen.broadcast !== undefined && body && <p role="status">{t.modeChanges}</p>}
        {gone.length > 0 && <Warning>{t.bulkGone(gone.join(', '))}</Warning>}
        {meanwhile.length > 0 && <Warning role="alert">{t.bulkMeanwhile(meanwhile.join(', '))}</Warning>}
        {read.error ? (
          <ErrorState compact error={read.error} onRetry={() => void read.refetch()} />
        ) : (
          <GroupBulkChanges groups={shown} chosen={chosen} isLoading={read.isPending} changed={body?.length ?? 0} />
        )}
        {body && (
          <RequestPreview
            request={
              previewRequest(rocketmq.batchUpdateConsumerGroups, { ...params, body: { groups: body } }) ?? {
                method: 'PUT',
                path: '',
              }
            }
          />
        )}
        <PlaceFacts place={place} />
        {change.error && <ErrorState compact error={change.error} />}
        <div className={css.buttons}>
          <Button
            type="submit"
            variant="filled"
            tone={isDisruptive ? 'danger' : undefined}
            disabled={!isReady && !change.isPending}
            loading={change.isPending}
          >
            {t.bulkApply(body?.length ?? 0)}
          </Button>
          <Button onClick={onClose} disabled={change.isPending}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

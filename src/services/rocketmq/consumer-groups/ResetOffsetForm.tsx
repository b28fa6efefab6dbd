import { Radio, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { call } from '~/api/client.ts'
import type { ApiError } from '~/api/error.ts'
import { query } from '~/api/query.ts'
import { markStale } from '~/api/queryClient.ts'
import { previewRequest } from '~/api/request.ts'
import { Button } from '~/components/Button.tsx'
import { DateTimeField } from '~/components/DateTimeField.tsx'
import { SideForm } from '~/components/SideForm.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import { useNow } from '~/components/useNow.ts'
import { Warning } from '~/components/Warning.tsx'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type GroupParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { toTopicLag } from './groupLag.ts'
import { groupLagMessages } from './groupLagMessages.ts'
import { groupLagQuery, groupQuery } from './groupQueries.ts'
import {
  isAhead,
  madeMoves,
  toResetRequest,
  type QueueMove,
  type ResetTarget,
  type ResetValues,
} from './resetOffset.ts'
import { ResetEffect } from './ResetEffect.tsx'
import { ResetResult } from './ResetResult.tsx'
import css from './groups.module.css'

const targets: readonly ResetTarget[] = ['earliest', 'now', 'time']

/** Times that are asked for most: so many minutes before now. */
const agos = [15, 60, 360, 1440] as const

interface Done {
  topic: string
  moves: QueueMove[]
}

/** Moves a group on one topic: what that does is shown before, what it did after. */
export default function ResetOffsetForm() {
  const t = useMessages(groupLagMessages)
  const navigate = useNavigate()
  const place = useInstancePlace()
  const params = useRouteParams<GroupParams>()
  const [search] = useSearchParams()
  const now = useNow(10_000)
  // The field keeps what is typed to itself: a time that is not typed needs a new one.
  const [picks, setPicks] = useState(0)
  const { instance, reason } = useInstance()
  const { data: group } = useSuspenseQuery(groupQuery(params))
  const { data: lag } = useQuery(groupLagQuery(useQueryClient(), params))
  const topics = lag?.topics.map((topic) => topic.topic) ?? []
  const asked = search.get('topic') ?? ''
  const form = useForm<ResetValues>({
    initialValues: {
      topic: asked !== '' ? asked : topics.length === 1 ? (topics[0] ?? '') : '',
      to: 'time',
      at: undefined,
      confirm: '',
    },
    validate: {
      topic: (topic) => (topic === '' ? t.chooseError : null),
      at: (at, { to }) => (to !== 'time' ? null : at === undefined ? t.timeError : isAhead(at) ? t.timeFuture : null),
      confirm: (name) => (name === params.group ? null : t.confirmError),
    },
  })
  const reset = useMutation<Done, ApiError, ResetValues>({
    mutationKey: ['rocketmq', rocketmq.resetConsumerOffset.id],
    mutationFn: async (values) => {
      // Where it stands now is only for the comparison afterwards: without it the reset is made all the same.
      const before = await call(rocketmq.listConsumerGroupTopics, { ...params, topic: values.topic }).catch(
        () => undefined,
      )
      const answer = await call(rocketmq.resetConsumerOffset, {
        ...params,
        group_id: params.group,
        body: toResetRequest(values, Date.now()),
      })
      return { topic: values.topic, moves: madeMoves(before && toTopicLag(values.topic, before), answer.queues ?? []) }
    },
    onSuccess: () => void markStale(params.connection, rocketmq.resetConsumerOffset.family),
  })
  const { topic, to, at } = form.values
  const fresh = { enabled: topic !== '', staleTime: 0 }
  const standing = useQuery({ ...query(rocketmq.listConsumerGroupTopics, { ...params, topic }), ...fresh })
  const stored = useQuery({ ...query(rocketmq.getTopicStatus, { ...params, topic }), ...fresh })
  const close = () => void navigate(rocketmqPaths.group(params))
  if (reset.data)
    return <ResetResult group={params.group} topic={reset.data.topic} moves={reset.data.moves} onClose={close} />

  const body = toResetRequest(form.values, now)
  const refusal = reason(instanceCan.resetOffset(instance))
  const isComplete = topic !== '' && body.timestamp !== undefined
  return (
    <SideForm
      wide
      title={t.resetTitle}
      subtitle={topic === '' ? params.group : `${params.group} · ${topic}`}
      onClose={close}
      form={form}
      mutation={reset}
      onSubmit={(values) => reset.mutate(values)}
      submitLabel={t.submit}
      place={place}
      risk="disruptive"
      {...(refusal ? { disabledReason: refusal } : {})}
      {...(isComplete
        ? { request: previewRequest(rocketmq.resetConsumerOffset, { ...params, group_id: params.group, body }) }
        : {})}
    >
      <Select
        label={t.topic}
        placeholder={t.choose}
        required
        searchable={topics.length > 8}
        allowDeselect={false}
        data={asked !== '' && !topics.includes(asked) ? [asked, ...topics] : topics}
        {...form.getInputProps('topic')}
      />
      <Radio.Group label={t.moveTo} {...form.getInputProps('to')}>
        <div className={css.choices}>
          {targets.map((target) => (
            <Radio key={target} value={target} label={t.targets[target]} />
          ))}
        </div>
      </Radio.Group>
      {to === 'time' && (
        <div>
          <DateTimeField
            key={picks}
            label={t.time}
            required
            value={at}
            onChange={(value) => form.setFieldValue('at', value)}
            error={form.errors['at']}
            max={now}
          />
          <div className={css.agos}>
            {agos.map((minutes) => (
              <Button
                key={minutes}
                size="small"
                onClick={() => {
                  form.setFieldValue('at', Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000)
                  setPicks(picks + 1)
                }}
              >
                {minutes < 60 ? t.minutesAgo(minutes) : t.hoursAgo(minutes / 60)}
              </Button>
            ))}
          </div>
        </div>
      )}
      {group.broadcast && <Warning role="note">{t.broadcastReset}</Warning>}
      {topic !== '' && (
        <ResetEffect
          target={to}
          topic={standing.data && toTopicLag(topic, standing.data)}
          status={stored.data}
          isReading={standing.isPending || (to !== 'now' && stored.isPending)}
          error={standing.error ?? (to === 'now' ? null : stored.error)}
          readAt={Math.min(standing.dataUpdatedAt, to === 'now' ? Infinity : stored.dataUpdatedAt)}
        />
      )}
      <TextInput
        label={t.confirm(params.group)}
        required
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('confirm')}
      />
    </SideForm>
  )
}

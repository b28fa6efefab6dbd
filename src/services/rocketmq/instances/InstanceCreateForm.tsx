import { useForm } from '@mantine/form'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { trackJob } from '~/api/jobs.ts'
import { useOp } from '~/api/query.ts'
import { queryClient } from '~/api/queryClient.ts'
import { previewRequest } from '~/api/request.ts'
import { Fields } from '~/components/Fields.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { PageForm } from '~/components/PageForm.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import { usePlace } from '~/components/usePlace.ts'
import { validateFields } from '~/components/validateFields.ts'
import { createInstanceFields } from '~/contract/rocketmq/generated/fields.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { quotaPerBroker } from '~/contract/rules/rocketmq.ts'
import type { FieldFact } from '~/contract/types.ts'
import type { ConnectionParams } from '~/paths/app.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import css from './instance.module.css'
import {
  crossFieldProblems,
  initialCreateValues,
  offeredZones,
  toCreateRequest,
  type InstanceCreateValues,
} from './instanceForm.ts'
import { instanceFormMessages } from './instanceFormMessages.ts'
import { instanceSummaryMessages } from './instanceSummaryMessages.ts'
import { zonesQuery } from './zonesQuery.ts'

export function prepare({ params }: PageAddress): void {
  void queryClient.prefetchQuery(zonesQuery(params['connection'] ?? ''))
}

/** Two fields are asked for in a handier form than the API takes: disk per broker, and the EIPs as a list. */
const perBroker: FieldFact = { type: 'integer', required: true, min: 1, unit: 'GB' }
const facts = {
  ...createInstanceFields,
  storage_per_broker: perBroker,
  publicip_ids: { type: 'array' } satisfies FieldFact,
}

/** Orders an instance. */
export default function InstanceCreateForm() {
  const t = useMessages(instanceFormMessages)
  const words = useMessages(rocketmqMessages)
  const { disks } = useMessages(instanceSummaryMessages)
  const navigate = useNavigate()
  const { connection } = useRouteParams<ConnectionParams>()
  const { data } = useSuspenseQuery(zonesQuery(connection))
  const zones = data.available_zones ?? []
  const offered = offeredZones(zones)
  const create = useOp(rocketmq.createInstance)
  const form = useForm<InstanceCreateValues>({
    initialValues: initialCreateValues(),
    validate: (values) => {
      const problems = crossFieldProblems(values, zones)
      return {
        ...validateFields(facts, values),
        ...Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, t.problems[problem]])),
      }
    },
  })
  const { values } = form
  const body = toCreateRequest(values)
  const close = () => void navigate(rocketmqPaths.instances({ connection }))
  const handleSubmit = (submitted: InstanceCreateValues) =>
    create.mutate(
      { connection, body: toCreateRequest(submitted) },
      {
        onSuccess: (answer) => {
          void trackJob(rocketmq.createInstance, { connection }, answer, t.started(submitted.name))
          const { instance_id } = answer
          const link = instance_id && {
            to: rocketmqPaths.instance({ connection, instance_id }),
            label: words.openNamed(submitted.name),
          }
          toast({ tone: 'ok', message: t.startedToast(submitted.name), ...(link ? { link } : {}) })
          close()
        },
      },
    )
  const quota = quotaPerBroker(values.product_id)
  const { product_id: productHelp, ...help } = t.help
  const zoneOptions = zones.map((zone) => {
    const isOffered = offered.includes(zone)
    return {
      value: zone.id ?? '',
      label: `${zone.name ?? zone.id}${isOffered ? '' : ` (${zone.soldOut ? t.soldOut : t.unavailable})`}`,
      disabled: !isOffered,
    }
  })
  const shared = {
    of: facts,
    form,
    labels: t.fields,
    help: { ...help, ...(quota ? { product_id: productHelp(formatNumber(quota) ?? '') } : {}) },
    options: { available_zones: zoneOptions },
    choices: { storage_spec_code: disks },
  }
  return (
    <PageForm
      title={t.createTitle}
      subtitle={t.createSubtitle}
      onClose={close}
      form={form}
      mutation={create}
      onSubmit={handleSubmit}
      submitLabel={t.create}
      place={usePlace()}
      request={previewRequest(rocketmq.createInstance, { connection, body })}
    >
      <h2 className={css.section}>{t.basics}</h2>
      <Fields {...shared} names={['name', 'description', 'engine_version', 'enterprise_project_id']} />
      <h2 className={css.section}>{t.capacity}</h2>
      {offered.length === 0 && <p role="status">{t.noZones}</p>}
      <Fields
        {...shared}
        names={['available_zones', 'product_id', 'broker_num', 'storage_spec_code', 'storage_per_broker']}
      />
      <p className={css.note}>{t.total(formatNumber(body.storage_space) ?? '–')}</p>
      <h2 className={css.section}>{t.network}</h2>
      <Fields {...shared} names={['vpc_id', 'subnet_id', 'security_group_id', 'ipv6_enable', 'enable_publicip']} />
      {values.enable_publicip && <Fields {...shared} names={['publicip_ids']} />}
      <h2 className={css.section}>{t.access}</h2>
      <Fields {...shared} names={['enable_acl', 'ssl_enable']} />
    </PageForm>
  )
}

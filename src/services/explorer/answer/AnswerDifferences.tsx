import { NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatExact } from '~/components/time.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useZone } from '~/components/useZone.ts'
import type { Operation } from '~/contract/types.ts'
import { stringifyJson } from '~/lib/json.ts'
import css from './Answer.module.css'
import { answerMessages } from './answerMessages.ts'
import { DifferenceList } from './DifferenceList.tsx'
import { diffJson } from './diffJson.ts'
import { keptAnswers, type KeptAnswer } from './keptAnswers.ts'

interface Props {
  connection: string
  operation: Operation
  now: KeptAnswer
}

/** What has changed since an earlier answer of the same call. */
export function AnswerDifferences({ connection, operation, now }: Props) {
  const t = useMessages(answerMessages)
  const zone = useZone()
  const client = useQueryClient()
  const others = keptAnswers(client, connection, operation).filter((one) => one.at < now.at)
  const [chosen, setChosen] = useState<number>()
  const args = stringifyJson(now.args)
  const isSame = (one: KeptAnswer) => stringifyJson(one.args) === args
  const before = others.find((one) => one.at === chosen) ?? others.find(isSame) ?? others[0]
  const differences = before ? diffJson(before.result, now.result) : []
  if (!before) return <p className={css.empty}>{t.noOther}</p>
  return (
    <div>
      <div className={css.search}>
        <NativeSelect
          size="xs"
          label={t.compareWith}
          value={String(before.at)}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
          data={others.map((one) => ({
            value: String(one.at),
            label: `${formatExact(one.at, zone)} · ${isSame(one) ? t.sameArgs : t.otherArgs}`,
          }))}
        />
        <output>{differences.length === 0 ? t.noDifference : t.differenceCount(differences.length)}</output>
      </div>
      <DifferenceList differences={differences} />
    </div>
  )
}

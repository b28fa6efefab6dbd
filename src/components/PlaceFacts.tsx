import type { Place } from './actions.ts'
import { EnvironmentLabel } from './EnvironmentLabel.tsx'
import { formMessages } from './formMessages.ts'
import { useMessages } from './useMessages.ts'
import { regionAndProject } from './usePlace.ts'
import css from './Form.module.css'

interface Props {
  place: Place
  target?: { name: string; kind: string }
}

/** Which object, in what, in which account, region and project: the last look before a change. */
export function PlaceFacts({ place, target }: Props) {
  const t = useMessages(formMessages)
  return (
    <dl className={css.facts}>
      {target ? (
        <>
          <dt>{target.kind}</dt>
          <dd>
            <code>{target.name}</code>
          </dd>
        </>
      ) : null}
      {place.parent ? (
        <>
          <dt>{place.parent.kind}</dt>
          <dd>
            <code>{place.parent.name}</code>
          </dd>
        </>
      ) : null}
      <dt>{t.place}</dt>
      <dd>
        <EnvironmentLabel place={place} /> {place.account} · {regionAndProject(place)}
      </dd>
    </dl>
  )
}

import type { Place } from './actions.ts'
import css from './EnvironmentLabel.module.css'

/** `PROD` in the colour of the connection; nothing when it has no label. */
export function EnvironmentLabel({ place }: { place: Pick<Place, 'label' | 'color'> }) {
  if (!place.label) return null
  return (
    <span className={css.label} data-color={place.color ?? 'gray'}>
      {place.label}
    </span>
  )
}

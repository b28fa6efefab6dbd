import type { Connection } from '~/contract/console.ts'
import css from './EnvironmentLabel.module.css'

interface Props {
  label: string
  color: Connection['color']
}

/** Which environment this is (PROD, TEST): word and colour, in the bar and in every confirmation. */
export function EnvironmentLabel({ label, color = 'gray' }: Props) {
  return (
    <span className={css.label} data-color={color}>
      {label}
    </span>
  )
}

import css from './brokers.module.css'

/** Names of brokers in a cell; cut where the table would push its actions out of sight, whole on hover. */
export function BrokerNames({ names }: { names: readonly (string | undefined)[] | undefined }) {
  const text = names?.join(', ') ?? ''
  if (text === '') return '–'
  return (
    <span className={css.names} title={text}>
      {text}
    </span>
  )
}

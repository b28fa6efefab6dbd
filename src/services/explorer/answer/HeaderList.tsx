import { Details } from '~/components/Details.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { answerMessages } from './answerMessages.ts'

/** The headers of an answer. */
export function HeaderList({ headers }: { headers: Headers }) {
  const t = useMessages(answerMessages)
  return <Details label={t.headers} rows={[...headers].map(([name, value]) => ({ label: name, value, mono: true }))} />
}

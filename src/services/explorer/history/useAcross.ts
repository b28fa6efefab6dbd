import { useRef, useState } from 'react'
import { callFully, type Answer } from '~/api/client.ts'
import type { Operation } from '~/contract/types.ts'
import { engineOf } from '../engine.ts'

export interface ConnectionAnswer {
  connection: string
  answer?: Answer
  error?: unknown
}

/** Asks the same of several connections at once; each answer is there as soon as it has come. */
export function useAcross(operation: Operation | undefined, args: Record<string, unknown>) {
  const [answers, setAnswers] = useState<readonly ConnectionAnswer[]>([])
  const round = useRef(0)
  const ask = (connections: readonly string[]) => {
    if (!operation || operation.risk !== 'none') return
    round.current += 1
    const mine = round.current
    const engine = engineOf(args)
    setAnswers(connections.map((connection) => ({ connection })))
    for (const connection of connections) {
      const put = (outcome: Pick<ConnectionAnswer, 'answer' | 'error'>) => {
        if (round.current === mine)
          setAnswers((now) => now.map((one) => (one.connection === connection ? { connection, ...outcome } : one)))
      }
      callFully(operation, { ...args, connection }, engine ? { engine } : {}).then(
        (answer) => put({ answer }),
        (error: unknown) => put({ error }),
      )
    }
  }
  return { answers, ask, isAsking: answers.some((one) => !one.answer && !one.error) }
}

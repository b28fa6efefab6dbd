import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { callFully, type Answer } from '~/api/client.ts'
import { isApiError, type ApiError } from '~/api/error.ts'
import { trackJob } from '~/api/jobs.ts'
import { markStale } from '~/api/queryClient.ts'
import { withoutSecrets } from '~/api/withoutSecrets.ts'
import type { CatalogueEntry, Operation } from '~/contract/types.ts'
import { keepAnswer, type KeptAnswer } from '../answer/keptAnswers.ts'
import { withEngine } from '../engine.ts'
import { remember } from '../history/remember.ts'

export interface RunInput {
  /** As `toArgs` makes them. */
  args: Record<string, unknown>
  reveal: boolean
  /** The engine of a call of family servicecomb. */
  engine?: string
}

/** A call that has ended well. */
export interface Ran extends KeptAnswer {
  answer: Answer
  isRevealed: boolean
  /** The job tray follows it. */
  isTracked: boolean
}

/**
 * Runs an operation as a page would: through the same client, remembered without its secrets, jobs handed to the tray.
 * `stop` gives up waiting for the answer.
 */
export function useRun(connection: string, operation: Operation, entry: CatalogueEntry) {
  const client = useQueryClient()
  const controller = useRef<AbortController>(undefined)
  const mutation = useMutation<Ran, ApiError, RunInput>({
    mutationKey: [operation.family, operation.id],
    mutationFn: async ({ args, reveal, engine }) => {
      controller.current = new AbortController()
      const at = Date.now()
      const safe = withEngine(withoutSecrets(operation, args), engine)
      const past = { connection, family: operation.family, operationId: operation.id, args: safe }
      try {
        const answer = await callFully(
          operation,
          { ...args, connection },
          { reveal, signal: controller.current.signal, ...(engine ? { engine } : {}) },
        )
        void remember(client, {
          ...past,
          status: answer.status,
          ms: Math.round(answer.ms),
          requestId: answer.requestId,
        })
        const kept: KeptAnswer = { at, args: safe, status: answer.status, result: answer.result }
        // A secret in clear lives as long as it is on screen.
        if (!reveal) keepAnswer(client, connection, operation, kept)
        const isTracked = operation.async !== undefined
        if (isTracked)
          await trackJob(operation, { ...args, connection }, answer.result, entry.summary).catch(() => undefined)
        return { ...kept, answer, isRevealed: reveal, isTracked }
      } catch (error) {
        const ms = Date.now() - at
        if (isApiError(error))
          void remember(client, { ...past, status: error.status, ms, requestId: error.requestId, code: error.code })
        // The server finishes a change also when nobody waits for it.
        else if (controller.current.signal.aborted && operation.risk !== 'none')
          void remember(client, { ...past, status: 0, ms, requestId: '' })
        throw error
      }
    },
    // Also after a failure: a change can have been made without an answer.
    onSettled: () => {
      if (operation.risk !== 'none') void markStale(connection, operation.family)
    },
  })
  const isStopped = mutation.error?.name === 'AbortError'
  return {
    ...mutation,
    stop: () => controller.current?.abort(),
    isStopped,
    /** The wait was given up, and what came of the change is not known. */
    isUnknown: isStopped && operation.risk !== 'none',
  }
}

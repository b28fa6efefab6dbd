import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '~/api/client.ts'
import { replaceFresh, type ConflictError } from '~/api/replace.ts'
import type { MutationState } from '~/components/actions.ts'
import { useConflict } from '~/components/useConflict.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { User } from '~/contract/rocketmq/generated/types.ts'
import { readMessages } from '~/lib/messages.ts'
import type { UserParams } from '~/paths/rocketmq.ts'
import { toUpdateRequest, type UserValues } from './userForm.ts'
import { userFormMessages } from './userFormMessages.ts'
import { readUserInClear } from './userQueries.ts'

interface Save {
  opened: User
  before: UserValues
  values: UserValues
}

/**
 * Sends the whole user (PUT, 5.5.3). Whether an absent secret is kept is not documented, so the present one is read
 * in clear just before and sent back, unless a new one was typed. It lives in this function only.
 */
async function saveUser(params: UserParams, { opened, before, values }: Save): Promise<void> {
  let secret: string | undefined
  await replaceFresh<User, unknown>({
    opened,
    read: async () => {
      const fresh = await readUserInClear(params)
      secret = fresh.secret_key
      // What a conflict shows and the form keeps is the object as the page has it: with the mask.
      return { ...fresh, secret_key: opened.secret_key }
    },
    ignore: ['secret_key'],
    write: async (fresh) => {
      const request = toUpdateRequest(fresh, values, before)
      if (!request) return
      const secret_key = request.secret_key ?? secret
      if (!secret_key) throw new Error(readMessages(userFormMessages).problems.secretMissing)
      await call(rocketmq.updateUser, { ...params, body: { ...request, secret_key } })
    },
  })
}

interface UserUpdate {
  mutation: MutationState
  /** Somebody else changed the user meanwhile; nothing has been sent. */
  conflict: ConflictError | undefined
  save: (save: Save, onSuccess: () => void) => void
}

/** Replaces a user without losing what others changed, nor its secret. */
export function useUserUpdate(params: UserParams): UserUpdate {
  const client = useQueryClient()
  const { mutate, isPending, error, reset } = useMutation<void, Error, Save>({
    mutationKey: [rocketmq.updateUser.family, rocketmq.updateUser.id],
    mutationFn: (save) => saveUser(params, save),
    onSuccess: () => void client.invalidateQueries({ queryKey: [params.connection, rocketmq.updateUser.family] }),
  })
  const conflict = useConflict(error)
  return {
    mutation: { isPending, error: conflict ? null : error, reset },
    conflict,
    save: (save, onSuccess) => mutate(save, { onSuccess }),
  }
}

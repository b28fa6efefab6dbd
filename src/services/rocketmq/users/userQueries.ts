import { call } from '~/api/client.ts'
import { query } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp, User } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan, type Refusal } from '~/contract/rules/rocketmq.ts'
import { readMessages } from '~/lib/messages.ts'
import type { UserParams } from '~/paths/rocketmq.ts'
import { userMessages } from './userMessages.ts'

/** Why users cannot be read now. An instance that does not tell whether its ACL is on is asked all the same. */
export function usersRefusal(instance: ShowInstanceResp): Refusal | undefined {
  const refusal = instanceCan.manageUsers(instance)
  return refusal?.reason === 'acl_off' && instance.enable_acl === undefined ? undefined : refusal
}

/** The read of a user, the same for loader, page and form; its secret comes masked. */
export const userQuery = (params: UserParams) => query(rocketmq.getUser, params)

/**
 * The user with its secret in clear, past the cache. Needs fresh authentication and is recorded.
 * @throws ApiError
 */
export const readUserInClear = (params: UserParams): Promise<User> => call(rocketmq.getUser, params, { reveal: true })

/** @throws ApiError; Error when the answer holds no secret */
export async function readSecret(params: UserParams): Promise<string> {
  const { secret_key } = await readUserInClear(params)
  if (!secret_key) throw new Error(readMessages(userMessages).secretMissing)
  return secret_key
}

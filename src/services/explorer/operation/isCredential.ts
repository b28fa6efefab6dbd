import type { Operation } from '~/contract/types.ts'

/** Operations whose answer is a credential: the server keeps it. */
export function isCredential(operation: Operation): boolean {
  return (
    (operation.family === 'servicecomb' && operation.id === 'createToken') ||
    (operation.family === 'cse-engine' && operation.id === 'createEngineRbacToken')
  )
}

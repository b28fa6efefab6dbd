import type { EndpointFamily } from '~/contract/console.ts'

/** The addresses of a connection, in the order in which they are shown. */
export const endpointFamilies: readonly EndpointFamily[] = ['rocketmq', 'ddm', 'cse', 'roma', 'iam']

import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'

/**
 * A producer by the public interface of the RocketMQ 4 Java client. The secret comes from the environment, never from
 * the code. The cloud separates addresses by commas, the client by semicolons.
 */
export function javaClient(name: string, { namesrv_address: address = '…', ssl_enable }: ShowInstanceResp): string {
  return [
    'RPCHook hook = new AclClientRPCHook(new SessionCredentials(',
    `    "${name}", System.getenv("ROCKETMQ_SECRET_KEY")));`,
    'DefaultMQProducer producer = new DefaultMQProducer("producer-group", hook);',
    `producer.setNamesrvAddr("${address.replaceAll(',', ';')}");`,
    ...(ssl_enable ? ['producer.setUseTLS(true);'] : []),
  ].join('\n')
}

import { expect, it } from 'vitest'
import { javaClient } from './javaClient.ts'

it('separates the name servers as the client does', () => {
  const code = javaClient('order-service', { namesrv_address: '10.0.0.1:8300,10.0.0.2:8301' })
  expect(code).toContain('producer.setNamesrvAddr("10.0.0.1:8300;10.0.0.2:8301");')
  expect(code).not.toContain('setUseTLS')
})

it('encrypts where the instance does', () => {
  expect(javaClient('order-service', { ssl_enable: true })).toContain('producer.setUseTLS(true);')
})

import { expect, test } from 'vitest'
import { crossVpcRows } from './crossVpc.ts'

test('nodes are read from the text of the reference', () => {
  const text =
    '{"192.168.1.77":{"advertised_ip":"192.168.1.77","broker_port":"10101","port_id":"8eb1","namesrv_port":"-"},"192.168.1.21":{"advertised_ip":"192.168.1.21","broker_port":"-","port_id":"fa02","namesrv_port":"8301"}}'
  expect(crossVpcRows(text)).toEqual([
    { address: '192.168.1.21', advertised: '192.168.1.21', role: 'nameServer', port: '8301' },
    { address: '192.168.1.77', advertised: '192.168.1.77', role: 'broker', port: '10101' },
  ])
})

test('what is not understood is no node', () => {
  expect(crossVpcRows(undefined)).toEqual([])
  expect(crossVpcRows('{broken')).toEqual([])
  expect(crossVpcRows('null')).toEqual([])
  expect(crossVpcRows('{"a":null}')).toEqual([{ address: 'a', advertised: '–', role: undefined, port: undefined }])
})

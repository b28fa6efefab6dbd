import type { LookupFunction } from 'node:net'
import { describe, expect, test } from 'vitest'
import { AddressRefused, classify, guarded, isAllowed } from './address.ts'

describe('O3 addresses', () => {
  test.each(['8.8.8.8', '114.116.0.1', '2407:c080:11f0::1', '2606:4700::1111'])('%s is public', (address) => {
    expect(classify(address)).toBe('public')
    expect(isAllowed(address, false)).toBe(true)
  })
  test.each([
    '127.0.0.1',
    '127.8.8.8',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.169',
    '100.64.0.1',
    '100.125.1.250',
    '::1',
    'fd12:3456::1',
  ])('%s is private: only where the endpoint says so', (address) => {
    expect(isAllowed(address, false)).toBe(false)
    expect(isAllowed(address, true)).toBe(true)
  })
  test.each([
    '0.0.0.0',
    '169.254.169.254',
    '100.100.100.200',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    'fd00:ec2::254',
    '2130706433',
    '0x7f.1',
    '127.1',
    'localhost',
    '',
  ])('%s is never right', (address) => {
    expect(isAllowed(address, false)).toBe(false)
    expect(isAllowed(address, true)).toBe(false)
  })
})

const resolver =
  (...addresses: string[]): LookupFunction =>
  (_name, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )

function ask(lookup: LookupFunction, allowPrivate: boolean, all: boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    guarded(lookup, allowPrivate)('cloud.example', { all }, (error, address, family) =>
      error ? reject(error) : resolve(all ? address : [address, family]),
    )
  })
}

describe('the guarded resolver', () => {
  test('O3 passes what may be reached, in both of the ways that Node asks', async () => {
    await expect(ask(resolver('8.8.8.8', '2606:4700::1111'), false, false)).resolves.toEqual(['8.8.8.8', 4])
    await expect(ask(resolver('8.8.8.8'), false, true)).resolves.toEqual([{ address: '8.8.8.8', family: 4 }])
    await expect(ask(resolver('10.0.0.1'), true, false)).resolves.toEqual(['10.0.0.1', 4])
  })
  test('O3 one bad address among several refuses the name', async () => {
    await expect(ask(resolver('8.8.8.8', '127.0.0.1'), false, true)).rejects.toBeInstanceOf(AddressRefused)
    await expect(ask(resolver('169.254.169.254'), true, false)).rejects.toBeInstanceOf(AddressRefused)
    await expect(ask(resolver(), true, false)).rejects.toBeInstanceOf(AddressRefused)
  })
})

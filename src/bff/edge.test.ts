import { describe, expect, it } from 'vitest'
import { clientAddress, faultOf, ownHosts } from './edge.ts'

const own = ownHosts(new URL('https://gantry.example'), 8080)
const fault = (url: string, headers: string[] = ['Host', 'gantry.example'], method = 'GET') =>
  faultOf({ method, url, rawHeaders: headers }, own)?.status

describe('P11 request targets', () => {
  it.each(['http://evil/x', '//evil/x', '/\\evil/x', '*', 'evil:443', '', '/a b', '/a\tb', '/a\u0000', '/é', '/a#b'])(
    'refuses %j',
    (url) => {
      expect(fault(url)).toBe(400)
    },
  )

  it.each(['/a/../b', '/a/%2e%2E/b', '/./a', '/a/.%2e', '/..'])('refuses the dot segments of %s', (url) => {
    expect(fault(url)).toBe(400)
  })

  it.each([
    '/',
    '/cloud/c/rocketmq/v2/-/instances?limit=10',
    '/x/%25DLQ%25group',
    '/a/...',
    '/a?b=../c',
    '/.well-known',
  ])('lets %s through', (url) => {
    expect(fault(url)).toBeUndefined()
  })

  it('X5 refuses an address of more than 8 KB', () => {
    expect(fault(`/${'a'.repeat(8192)}`)).toBe(414)
  })

  it.each(['TRACE', 'CONNECT', 'PROPFIND', 'get'])('refuses the method %s', (method) => {
    expect(fault('/', undefined, method)).toBe(405)
  })
})

describe('X2 one Host that is ours', () => {
  it.each(['gantry.example', 'GANTRY.example', '127.0.0.1:8080', 'localhost:8080', '[::1]:8080'])(
    'knows %s',
    (host) => {
      expect(fault('/', ['Host', host])).toBeUndefined()
    },
  )

  it.each(['evil', 'console@evil', 'gantry.example.evil', 'gantry.example:8443', 'localhost:9090', '127.0.0.1'])(
    'does not serve %s',
    (host) => {
      expect(fault('/', ['Host', host])).toBe(421)
    },
  )

  it('refuses none and two', () => {
    expect(fault('/', [])).toBe(400)
    expect(fault('/', ['Host', 'gantry.example', 'host', 'gantry.example'])).toBe(400)
  })

  it('lets probes ask by address', () => {
    expect(fault('/readyz', ['Host', '10.1.2.3:8080'])).toBeUndefined()
  })
})

it.each(['Cookie', 'Content-Type', 'Authorization', 'X-Gantry', 'Origin', 'Content-Length'])(
  'X3 refuses two headers %s',
  (name) => {
    expect(fault('/', ['Host', 'gantry.example', name, 'a', name.toLowerCase(), 'a'])).toBe(400)
  },
)

describe('X4 the visitor’s address', () => {
  const trusted = new Set(['10.0.0.1', '10.0.0.2'])
  it.each([
    ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '6.6.6.6, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '6.6.6.6, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
    ['::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', 'not an address', '10.0.0.1'],
    ['10.0.0.1', undefined, '10.0.0.1'],
  ])('peer %s, forwarded for %s: %s', (peer, forwarded, expected) => {
    expect(clientAddress(peer, forwarded, trusted)).toBe(expected)
  })
})

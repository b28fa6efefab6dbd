import { createMemoryRouter, type DataRouter } from 'react-router'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { turnPagesApart } from './pageTurns.ts'

const task = () => new Promise((resolve) => setTimeout(resolve))

/** A router with pages `/a` and `/b`, and the addresses that it has told so far. */
function start(event?: string): { router: DataRouter; told: string[]; stop: () => void } {
  vi.stubGlobal('window', { event: event === undefined ? undefined : { type: event } })
  const router = createMemoryRouter([{ path: '/a' }, { path: '/b' }], { initialEntries: ['/a'] })
  turnPagesApart(router)
  const told: string[] = []
  const stop = router.subscribe(({ location }) => told.push(location.pathname + location.search))
  return { router, told, stop }
}

afterEach(() => vi.unstubAllGlobals())

describe('turnPagesApart', () => {
  it('tells of a page that a click opens after the click', async () => {
    const { router, told, stop } = start('click')
    void router.navigate('/b')
    expect(router.state.location.pathname).toBe('/b')
    expect(told).toEqual([])
    await vi.waitFor(() => expect(told).toEqual(['/b']))
    stop()
  })

  it('tells of a query, and of a page that no click opens, at once', () => {
    const click = start('click')
    void click.router.navigate('/a?q=1')
    expect(click.told).toEqual(['/a?q=1'])
    click.stop()
    for (const event of [undefined, 'keydown']) {
      const { router, told, stop } = start(event)
      void router.navigate('/b')
      expect(told).toEqual(['/b'])
      stop()
    }
  })

  it('keeps the order', async () => {
    const { router, told, stop } = start('click')
    void router.navigate('/b')
    void router.navigate('/b?q=1')
    void router.navigate('/a')
    expect(told).toEqual([])
    await vi.waitFor(() => expect(told).toEqual(['/b', '/b?q=1', '/a']))
    stop()
  })

  it('tells nobody who has left', async () => {
    const { router, told, stop } = start('click')
    void router.navigate('/b')
    stop()
    await task()
    await task()
    expect(told).toEqual([])
  })
})

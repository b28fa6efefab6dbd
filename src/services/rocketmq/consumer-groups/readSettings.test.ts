import { afterEach, expect, test, vi } from 'vitest'
import { readChosenSettings, readSettings } from './readSettings.ts'

const place = { connection: 'c', instance_id: 'i' }

/** A list of so many groups; the filter finds parts of names, as the console of the vendor does, or nothing at all. */
function serve(count: number, finds: 'parts' | 'everything' = 'parts') {
  const groups = Array.from({ length: count }, (_, index) => ({
    name: `group-${index}`,
    from_beginning: index % 2 === 1,
  }))
  const fetch = vi.fn<(url: string) => Promise<Response>>((url) => {
    const { pathname, searchParams } = new URL(url, 'http://console')
    const one = /\/groups\/([^/?]+)$/.exec(pathname)?.[1]
    if (one) return Promise.resolve(Response.json({ name: one, enabled: true }))
    const wanted = finds === 'parts' ? (searchParams.get('group') ?? '') : ''
    const offset = Number(searchParams.get('offset'))
    const found = groups.filter(({ name }) => name.includes(wanted))
    const page = found.slice(offset, offset + Number(searchParams.get('limit')))
    return Promise.resolve(Response.json({ groups: page, total: found.length }))
  })
  vi.stubGlobal('fetch', fetch)
  return fetch
}

const names = (groups: readonly { name?: string }[]) => groups.map((group) => group.name)

afterEach(() => vi.unstubAllGlobals())

test('two groups of two thousand cost the first page and one call each', async () => {
  const fetch = serve(2000)
  expect(names(await readChosenSettings(place, ['group-1500', 'group-1999']))).toEqual(['group-1500', 'group-1999'])
  expect(fetch).toHaveBeenCalledTimes(3)
})

test('groups of the first page cost no more than it, and a group that is gone is missing', async () => {
  const fetch = serve(40)
  expect(names(await readChosenSettings(place, ['group-3', 'group-39', 'gone']))).toEqual(['group-3', 'group-39'])
  expect(fetch).toHaveBeenCalledTimes(1)
})

test('where single calls are more than pages, the list is read', async () => {
  const fetch = serve(200)
  const wanted = Array.from({ length: 100 }, (_, index) => `group-${100 + index}`)
  expect(names(await readChosenSettings(place, wanted))).toEqual(wanted)
  expect(fetch).toHaveBeenCalledTimes(1 + 4)
})

test('the group itself is found behind those whose names hold its own, and by a cloud that does not filter', async () => {
  serve(2000)
  expect(await readSettings({ ...place, group: 'group-1' })).toMatchObject({ name: 'group-1', from_beginning: true })
  serve(2000, 'everything')
  expect(await readSettings({ ...place, group: 'group-151' })).toMatchObject({
    name: 'group-151',
    from_beginning: true,
  })
  expect(await readSettings({ ...place, group: 'gone' })).toBeUndefined()
})

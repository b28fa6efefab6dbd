import { expect, test } from 'vitest'
import { Exact } from '~/lib/json.ts'
import { ConflictError, replaceFresh } from './replace.ts'

const opened = { name: 'a', retry: 3, unknown: { empty: {}, text: '', none: null, big: new Exact('9007199254740993') } }

test('an object that nobody changed is replaced with everything it had', async () => {
  const fresh = { ...opened, unknown: { empty: {}, text: '', none: null, big: new Exact('9007199254740993') } }
  const sent = await replaceFresh({
    opened,
    read: () => Promise.resolve(fresh),
    write: (current) => Promise.resolve({ ...current, retry: 5 }),
  })
  expect(sent).toEqual({ ...opened, retry: 5 })
})

test('an object that was changed meanwhile is not replaced', async () => {
  const write = () => Promise.reject(new Error('must not be called'))
  const attempt = replaceFresh({ opened, read: () => Promise.resolve({ ...opened, retry: 9 }), write })
  await expect(attempt).rejects.toBeInstanceOf(ConflictError)
  await expect(attempt).rejects.toMatchObject({ changes: [{ field: 'retry', before: 3, after: 9 }] })
})

test('fields that move by themselves are no conflict', async () => {
  await expect(
    replaceFresh({
      opened,
      read: () => Promise.resolve({ ...opened, retry: 9 }),
      ignore: ['retry'],
      write: () => Promise.resolve('sent'),
    }),
  ).resolves.toBe('sent')
})

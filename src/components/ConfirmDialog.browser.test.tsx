import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ApiError } from '~/api/error.ts'
import type { Problem } from '~/contract/console.ts'
import { setLanguage } from '~/lib/messages.ts'
import { draw } from './browserRender.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { PlaceFacts } from './PlaceFacts.tsx'
import type { ConfirmProps } from './ConfirmModal.tsx'

const place = { account: 'ops', region: 'eu-west-101', project: 'shop', label: 'PROD', color: 'red' as const }

interface Given extends Partial<Pick<ConfirmProps, 'risk' | 'waiting'>> {
  names?: readonly string[]
  send: (name: string) => Promise<unknown>
}

/** A page with a button per topic, as pages open the dialog. */
function Topics({ names = ['order.paid'], send, ...props }: Given) {
  const [target, setTarget] = useState(names[0] ?? '')
  const [opened, setOpened] = useState(false)
  const mutation = useMutation({ mutationFn: send, onSuccess: () => setOpened(false) })
  const handleOpen = (name: string) => {
    setTarget(name)
    setOpened(true)
  }
  return (
    <>
      {names.map((name) => (
        <button key={name} type="button" onClick={() => handleOpen(name)}>
          Delete {name}
        </button>
      ))}
      <ConfirmDialog
        risk="destructive"
        {...props}
        opened={opened}
        onClose={() => setOpened(false)}
        title="Delete topic"
        target={{ name: target, kind: 'Topic' }}
        place={place}
        mutation={mutation}
        sentence="The topic and its messages will be deleted."
        onConfirm={() => mutation.mutate(target)}
        confirmLabel="Delete"
      />
    </>
  )
}

const refused = (given: Partial<Problem> = {}) =>
  new ApiError(400, { code: 'X', message: 'It is in use.', requestId: 'r', origin: 'cloud', ...given })
const open = (name = 'order.paid') => page.getByRole('button', { name: `Delete ${name}` }).click()
const dialog = page.getByRole('dialog', { name: 'Delete topic' })
const submit = dialog.getByRole('button', { name: 'Delete' })
const field = (name = 'order.paid') => dialog.getByLabelText(`Type ${name} to confirm`)

it('takes the whole name, exactly, before it deletes; Enter does it; the focus goes back', async () => {
  const send = vi.fn<Given['send']>(() => Promise.resolve())
  draw(<Topics send={send} />)
  await open()
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard('Order.paid{Enter}')
  await expect.element(submit).toBeDisabled()
  await field().fill('order.pai')
  await userEvent.keyboard('{Enter}')
  expect(send).not.toHaveBeenCalled()
  await userEvent.keyboard('d')
  await expect.element(submit).toBeEnabled()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog).not.toBeInTheDocument()
  expect(send).toHaveBeenCalledTimes(1)
  await expect.element(page.getByRole('button', { name: 'Delete order.paid' })).toHaveFocus()
})

it('says what, where and that it cannot be undone', async () => {
  draw(<Topics send={() => Promise.resolve()} />)
  await open()
  await expect.element(dialog.getByText('This cannot be undone.')).toBeVisible()
  await expect.element(dialog.getByText('PROD')).toBeVisible()
  await expect.element(dialog.getByText('ops · eu-west-101 · shop', { exact: false })).toBeVisible()
  await expect.element(dialog.getByText('order.paid')).toBeVisible()
})

it('names the region once where its first project has the same name', async () => {
  draw(<PlaceFacts place={{ account: 'ops', region: 'eu-west-101', project: 'eu-west-101' }} />)
  await expect.element(page.getByRole('definition')).toHaveTextContent('ops · eu-west-101')
})

it('names what holds the object before where that is', async () => {
  const parent = { name: 'orders-prod', kind: 'Instance' }
  draw(<PlaceFacts place={{ ...place, parent }} target={{ name: 'order.paid', kind: 'Topic' }} />)
  const texts = (role: 'term' | 'definition') =>
    page
      .getByRole(role)
      .elements()
      .map((element) => element.textContent)
  await expect.poll(() => texts('term')).toEqual(['Topic', 'Instance', 'Where'])
  expect(texts('definition')).toEqual(['order.paid', 'orders-prod', 'PROD ops · eu-west-101 · shop'])
})

it('a change that can be undone asks for no name, and Enter alone does not make it', async () => {
  const send = vi.fn<Given['send']>(() => Promise.resolve())
  draw(<Topics send={send} risk="disruptive" />)
  await open()
  await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog).not.toBeInTheDocument()
  expect(send).not.toHaveBeenCalled()
})

it('waits until what depends on it is known', async () => {
  const send = vi.fn<Given['send']>(() => Promise.resolve())
  draw(<Topics send={send} waiting />)
  await open()
  await expect.element(dialog.getByRole('status')).toHaveTextContent('Looking up what depends on it…')
  await field().fill('order.paid')
  await expect.element(submit).toBeDisabled()
  await userEvent.keyboard('{Enter}')
  expect(send).not.toHaveBeenCalled()
})

it('sends once however fast Enter is pressed', async () => {
  let end = () => {}
  const send = vi.fn<Given['send']>(() => new Promise<void>((resolve) => (end = resolve)))
  draw(<Topics send={send} />)
  await open()
  await field().fill('order.paid')
  await userEvent.keyboard('{Enter}{Enter}{Enter}')
  await expect.element(field()).toBeDisabled()
  expect(send).toHaveBeenCalledTimes(1)
  end()
  await expect.element(dialog).not.toBeInTheDocument()
})

it('tells a failure inside, and lets one try again', async () => {
  const send = vi.fn<Given['send']>(() => Promise.reject(refused()))
  draw(<Topics send={send} />)
  await open()
  await field().fill('order.paid')
  await submit.click()
  await expect.element(dialog.getByRole('alert')).toMatchTextContent('It is in use.')
  await submit.click()
  await expect.poll(() => send.mock.calls.length).toBe(2)
})

it('does not repeat what may have been done', async () => {
  const send = vi.fn<Given['send']>(() => Promise.reject(refused({ unknownOutcome: true })))
  draw(<Topics send={send} />)
  await open()
  await field().fill('order.paid')
  await submit.click()
  await expect.element(dialog.getByRole('alert')).toMatchTextContent('It is not known whether this was carried out')
  await expect.element(submit).toBeDisabled()
  await userEvent.keyboard('{Enter}')
  expect(send).toHaveBeenCalledTimes(1)
})

it('forgets for the next target what was typed and what failed for the one before', async () => {
  draw(<Topics names={['order.paid', 'order.sent']} send={() => Promise.reject(refused())} />)
  await open()
  await field().fill('order.paid')
  await submit.click()
  await expect.element(dialog.getByRole('alert')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
  await open('order.sent')
  await expect.element(field('order.sent')).toHaveValue('')
  await expect.element(dialog.getByRole('alert')).not.toBeInTheDocument()
  await expect.element(submit).toBeDisabled()
})

it('speaks Chinese', async () => {
  setLanguage('zh')
  draw(<Topics send={() => Promise.resolve()} />)
  await open()
  await expect.element(dialog.getByLabelText('请输入 order.paid 以确认')).toHaveFocus()
  await expect.element(dialog.getByText('此操作无法撤销。')).toBeVisible()
  await expect.element(dialog.getByRole('button', { name: '关闭' })).toBeVisible()
})

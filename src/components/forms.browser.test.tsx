import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ApiError } from '~/api/error.ts'
import type { Problem } from '~/contract/console.ts'
import type { FieldFact } from '~/contract/types.ts'
import { setLanguage } from '~/lib/messages.ts'
import { draw } from './browserRender.tsx'
import { Fields } from './Fields.tsx'
import { PageForm } from './PageForm.tsx'
import { SideForm } from './SideForm.tsx'
import { validateFields } from './validateFields.ts'

const facts = {
  name: { type: 'string', required: true, minLength: 3, maxLength: 64 },
  queue_num: { type: 'integer', min: 1, max: 50 },
  ordered: { type: 'boolean' },
} satisfies Record<string, FieldFact>
const labels = { name: 'Name', queue_num: 'Queues', ordered: 'Ordered' }
const place = {
  account: 'ops',
  region: 'eu-west-101',
  project: 'shop',
  label: 'PROD',
  parent: { name: 'orders-prod', kind: 'Instance' },
}
const typed = { name: 'order.paid', queue_num: 8, ordered: false }

type Send = (values: typeof typed) => Promise<unknown>

interface Given {
  send?: Send
  kind?: typeof PageForm
  dangers?: readonly string[]
  disabledReason?: string
}

/** A page that creates a topic, and leaves when it is created. */
function TopicForm({ send = () => Promise.resolve(), kind: Form = PageForm, dangers = [], ...props }: Given) {
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '', queue_num: 8, ordered: false },
    validate: (values) => validateFields(facts, values),
  })
  const leave = () => void navigate('/topics')
  const mutation = useMutation({ mutationFn: send, onSuccess: leave })
  return (
    <>
      <Link to="/topics">Topics</Link>
      <Form
        {...props}
        title="Create topic"
        form={form}
        mutation={mutation}
        onSubmit={(values) => mutation.mutate(values)}
        onClose={leave}
        submitLabel="Create"
        request={{ method: 'POST', path: '/topics', body: form.values }}
        place={place}
        danger={{ target: { name: 'order.paid', kind: 'Topic' }, sentences: dangers }}
      >
        <Fields of={facts} names={['name', 'queue_num', 'ordered']} form={form} labels={labels} />
      </Form>
    </>
  )
}

const drawForm = (given: Given = {}) =>
  draw(<TopicForm {...given} />, { routes: [{ path: '/topics', element: <h1>All topics</h1> }] })
const name = page.getByRole('textbox', { name: /^Name/ })
const queues = page.getByRole('textbox', { name: /^Queues/ })
const create = page.getByRole('button', { name: 'Create' })
const list = page.getByRole('heading', { name: 'All topics' })
const question = page.getByRole('dialog', { name: 'Discard what you typed?' })
const failure = (given: Partial<Problem>) =>
  new ApiError(400, { code: 'DMS.1', message: 'Name is taken.', requestId: 'req-7', origin: 'cloud', ...given })

describe('what is typed is not lost', () => {
  it('asks before it is left, keeps it, and lets it go', async () => {
    drawForm()
    await name.fill('order.paid')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect.element(question.getByRole('button', { name: 'Keep editing' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(question).not.toBeInTheDocument()
    await expect.element(name).toHaveValue('order.paid')
    await page.getByRole('link', { name: 'Topics' }).click()
    await question.getByRole('button', { name: 'Discard' }).click()
    await expect.element(list).toBeVisible()
  })

  it('does not ask where nothing was typed, or all of it taken back', async () => {
    drawForm()
    await name.fill('x')
    await name.fill('')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect.element(list).toBeVisible()
  })

  it('asks before the tab is closed', async () => {
    const unload = () => {
      const event = new Event('beforeunload', { cancelable: true })
      window.dispatchEvent(event)
      return event.defaultPrevented
    }
    drawForm()
    await expect.element(name).toBeVisible()
    expect(unload()).toBe(false)
    await name.fill('order.paid')
    expect(unload()).toBe(true)
  })

  it('lets a form go that was sent, and holds it again when that failed', async () => {
    const send = vi.fn<Send>(() => Promise.reject(failure({})))
    drawForm({ send })
    await name.fill('order.paid')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toMatchTextContent('Name is taken.')
    await page.getByRole('link', { name: 'Topics' }).click()
    await question.getByRole('button', { name: 'Keep editing' }).click()
    send.mockResolvedValue(undefined)
    await create.click()
    await expect.element(list).toBeVisible()
  })

  it('asks in Chinese', async () => {
    setLanguage('zh')
    drawForm()
    await name.fill('order.paid')
    await page.getByRole('button', { name: '取消' }).click()
    const asked = page.getByRole('dialog', { name: '放弃已填写的内容？' })
    await expect.element(asked.getByRole('button', { name: '继续编辑' })).toHaveFocus()
  })
})

describe('sending', () => {
  it('sends nothing that is not valid: says so at the field, where the typing goes on', async () => {
    const send = vi.fn<Send>(() => Promise.resolve())
    drawForm({ send })
    await queues.fill('51')
    await create.click()
    await expect.element(name).toHaveFocus()
    await expect.element(name).toHaveAccessibleDescription(/Required/)
    await expect.element(queues).toHaveAccessibleDescription(/At most 50/)
    await userEvent.keyboard('or{Enter}')
    await expect.element(name).toHaveAccessibleDescription(/At least 3 characters/)
    expect(send).not.toHaveBeenCalled()
    await name.fill('order.paid')
    await queues.fill('8')
    await create.click()
    await expect.element(list).toBeVisible()
    expect(send.mock.calls.map(([values]) => values)).toEqual([typed])
  })

  it('sends once however fast Enter is pressed, and holds still meanwhile', async () => {
    let end = () => {}
    const send = vi.fn<Send>(() => new Promise<void>((resolve) => (end = resolve)))
    drawForm({ send })
    await name.fill('order.paid')
    await userEvent.keyboard('{Enter}{Enter}{Enter}')
    await expect.element(name).toBeDisabled()
    expect(send).toHaveBeenCalledTimes(1)
    end()
    await expect.element(list).toBeVisible()
  })

  it('puts what the cloud refuses beside the field that it blames', async () => {
    drawForm({ send: () => Promise.reject(failure({ field: 'topics[0].name' })) })
    await name.fill('order.paid')
    await create.click()
    await expect.element(name).toHaveAccessibleDescription(/Name is taken\./)
    await expect.element(name).toHaveFocus()
  })

  it('brings the reader to a failure that blames no field', async () => {
    drawForm({ send: () => Promise.reject(failure({ message: 'Quota exceeded.' })) })
    await name.fill('order.paid')
    await create.click()
    await expect.element(page.getByRole('alert')).toHaveFocus()
    await expect.element(page.getByRole('alert')).toMatchTextContent('Quota exceeded.')
    await expect.element(name).toHaveValue('order.paid')
  })

  it('sends again what may have been done only to who has looked', async () => {
    const send = vi.fn<Send>(() => Promise.reject(failure({ unknownOutcome: true })))
    drawForm({ send })
    await name.fill('order.paid')
    await create.click()
    await expect.element(create).toBeDisabled()
    await name.click()
    await userEvent.keyboard('{Enter}')
    expect(send).toHaveBeenCalledTimes(1)
    await page.getByRole('button', { name: 'I have looked: let me send it again' }).click()
    await create.click()
    await expect.poll(() => send.mock.calls.length).toBe(2)
  })

  it('is not possible, and says why', async () => {
    const send = vi.fn<Send>(() => Promise.resolve())
    drawForm({ send, disabledReason: 'The instance is busy.' })
    await expect.element(page.getByText('The instance is busy.')).toBeVisible()
    await expect.element(create).toBeDisabled()
    await name.fill('order.paid')
    await userEvent.keyboard('{Enter}')
    expect(send).not.toHaveBeenCalled()
  })

  it('shows the request as it will be sent', async () => {
    drawForm()
    await name.fill('order.paid')
    await page.getByText('Request', { exact: false }).first().click()
    await expect.element(page.getByRole('region', { name: 'Request' })).toMatchTextContent('"name": "order.paid"')
  })
})

describe('a change that clients feel', () => {
  const dangers = ['Clients are cut off.', 'Messages wait.']
  const asking = page.getByRole('dialog', { name: 'Make this change?' })

  it('is said, and asked about with what it does and where, before it is sent', async () => {
    const send = vi.fn<Send>(() => Promise.resolve())
    drawForm({ send, dangers })
    await expect.element(page.getByRole('status')).toMatchTextContent('Clients are cut off.')
    await create.click()
    // What is not valid is not asked about.
    await expect.element(name).toHaveAccessibleDescription(/Required/)
    await expect.element(asking).not.toBeInTheDocument()
    await name.fill('order.paid')
    await create.click()
    for (const text of ['Clients are cut off.', 'Messages wait.', 'order.paid', 'orders-prod'])
      await expect.element(asking.getByText(text)).toBeVisible()
    await expect.element(asking.getByText('ops · eu-west-101 · shop', { exact: false })).toBeVisible()
    await expect.element(asking.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(asking).not.toBeInTheDocument()
    expect(send).not.toHaveBeenCalled()
    await create.click()
    await asking.getByRole('button', { name: 'Make the change' }).click()
    await expect.element(list).toBeVisible()
    expect(send.mock.calls.map(([values]) => values)).toEqual([typed])
  })

  it('is asked about again after it failed, and what failed is told in the form', async () => {
    const send = vi.fn<Send>(() => Promise.reject(failure({ message: 'Quota exceeded.' })))
    drawForm({ send, dangers })
    await name.fill('order.paid')
    await create.click()
    await asking.getByRole('button', { name: 'Make the change' }).click()
    await expect.element(page.getByRole('alert')).toMatchTextContent('Quota exceeded.')
    await expect.element(asking).not.toBeInTheDocument()
    await create.click()
    await expect.element(asking).toBeVisible()
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('Escape takes the question back, not the form', async () => {
    drawForm({ kind: SideForm, dangers })
    await expect.element(name).toHaveFocus()
    await userEvent.keyboard('order.paid{Enter}')
    await expect.element(asking).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(asking).not.toBeInTheDocument()
    await expect.element(name).toHaveValue('order.paid')
    // Nothing else has opened, also not a moment later: it can be asked and answered again.
    await create.click()
    await asking.getByRole('button', { name: 'Make the change' }).click()
    await expect.element(list).toBeVisible()
    await expect.element(question).not.toBeInTheDocument()
  })
})

describe('SideForm', () => {
  it('says where it changes something: in which account and region, and in what', async () => {
    drawForm({ kind: SideForm })
    await expect.element(page.getByRole('dialog', { name: 'Create topic orders-prod' })).toBeVisible()
    const where = page.getByTitle('PROD · ops · eu-west-101 · shop · orders-prod')
    await expect.element(where).toHaveTextContent('on PROD ops · eu-west-101')
  })

  it('starts at its first field, and Escape asks like every other way out', async () => {
    drawForm({ kind: SideForm })
    await expect.element(page.getByRole('dialog', { name: 'Create topic orders-prod' })).toBeVisible()
    await expect.element(name).toHaveFocus()
    await userEvent.keyboard('order.paid{Escape}')
    await question.getByRole('button', { name: 'Keep editing' }).click()
    await expect.element(question).not.toBeInTheDocument()
    await expect.element(name).toHaveValue('order.paid')
    await userEvent.keyboard('{Escape}')
    await question.getByRole('button', { name: 'Discard' }).click()
    await expect.element(list).toBeVisible()
  })
})

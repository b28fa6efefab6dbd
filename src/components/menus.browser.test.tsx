import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './browserRender.tsx'
import { MenuButton } from './MenuButton.tsx'
import { PopoverButton } from './PopoverButton.tsx'
import { RouteTabs } from './RouteTabs.tsx'

describe('MenuButton', () => {
  const actions = (onSelect: (id: string) => void) => (
    <MenuButton
      label="More"
      entries={[
        { kind: 'heading', id: 'h', label: 'Topic' },
        { id: 'edit', label: 'Edit', onSelect: () => onSelect('edit') },
        { id: 'stop', label: 'Stop', disabledReason: 'It has stopped', onSelect: () => onSelect('stop') },
        { id: 'delete', label: 'Delete', tone: 'danger', onSelect: () => onSelect('delete') },
        { id: 'open', label: 'Open', to: '/topic' },
      ]}
    >
      More
    </MenuButton>
  )
  const button = page.getByRole('button', { name: 'More' })
  const menu = page.getByRole('menu')

  it('is worked by keyboard, and gives the focus back', async () => {
    const select = vi.fn<(id: string) => void>()
    draw(actions(select))
    await expect.element(button).toHaveAttribute('aria-expanded', 'false')
    await userEvent.tab()
    await expect.element(button).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(menu).toBeVisible()
    await expect.element(button).toHaveAttribute('aria-expanded', 'true')
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(page.getByRole('menuitem', { name: 'Edit' })).toHaveFocus()
    await userEvent.keyboard('{ArrowUp}')
    await expect.element(page.getByRole('menuitem', { name: 'Open' })).toHaveFocus()
    await userEvent.keyboard('{ArrowUp}{Enter}')
    expect(select.mock.calls).toEqual([['delete']])
    await expect.element(menu).not.toBeInTheDocument()
    await expect.element(button).toHaveFocus()
  })

  it('closes with Escape', async () => {
    draw(actions(() => {}))
    await button.click()
    await expect.element(menu).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(menu).not.toBeInTheDocument()
    await expect.element(button).toHaveFocus()
  })

  it('reaches what is not possible now, says why and does nothing', async () => {
    const select = vi.fn<(id: string) => void>()
    draw(actions(select))
    await button.click()
    const stop = page.getByRole('menuitem', { name: 'Stop It has stopped' })
    await expect.element(stop).toHaveAttribute('aria-disabled', 'true')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect.element(stop).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(select).not.toHaveBeenCalled()
    await expect.element(menu).toBeVisible()
  })

  it('has real links', async () => {
    draw(
      actions(() => {}),
      { routes: [{ path: '/topic', element: <h1>The topic</h1> }] },
    )
    await button.click()
    await page.getByRole('menuitem', { name: 'Open' }).click()
    await expect.element(page.getByRole('heading', { name: 'The topic' })).toBeVisible()
  })
})

describe('PopoverButton', () => {
  const filter = (
    <PopoverButton face="Filter" title="Add a filter">
      {(close) => (
        <>
          <input aria-label="Value" data-autofocus />
          <button type="button" onClick={close}>
            Apply
          </button>
        </>
      )}
    </PopoverButton>
  )
  const button = page.getByRole('button', { name: 'Filter' })
  const panel = page.getByRole('dialog', { name: 'Add a filter' })

  it('opens by keyboard with the focus inside, keeps it there, and gives it back', async () => {
    draw(filter)
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    await expect.element(panel.getByLabelText('Value')).toHaveFocus()
    await userEvent.tab()
    await expect.element(panel.getByRole('button', { name: 'Apply' })).toHaveFocus()
    await userEvent.tab()
    await expect.element(panel.getByLabelText('Value')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(panel).not.toBeInTheDocument()
    await expect.element(button).toHaveFocus()
    await expect.element(button).toHaveAttribute('aria-expanded', 'false')
  })

  it('is closed by what is in it, and opens again', async () => {
    draw(filter)
    await button.click()
    await panel.getByRole('button', { name: 'Apply' }).click()
    await expect.element(panel).not.toBeInTheDocument()
    await button.click()
    await expect.element(panel).toBeVisible()
    await expect.element(button).toHaveAttribute('aria-expanded', 'true')
  })
})

describe('RouteTabs', () => {
  const tabs = (
    <RouteTabs
      label="Sections"
      tabs={[
        { to: '/', label: 'Overview', end: true },
        { to: '/topics', label: 'Topics', count: 1234 },
        { to: '/groups', label: 'Groups', count: 0 },
        { to: '/users', label: 'Users' },
      ]}
    />
  )
  const inNav = page.getByRole('navigation', { name: 'Sections' })

  it('marks the section of the address, also below it', async () => {
    draw(tabs, { at: '/topics/order.paid', routes: [{ path: '/topics/*', element: tabs }] })
    await expect.element(inNav.getByRole('link', { name: /Topics/ })).toHaveAttribute('aria-current', 'page')
    await expect.element(inNav.getByRole('link', { name: 'Overview' })).not.toHaveAttribute('aria-current')
  })

  it('shows the counts that are known, 0 among them', async () => {
    draw(tabs)
    await expect.element(inNav.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page')
    await expect.element(inNav.getByRole('link', { name: /Topics/ })).toHaveTextContent('Topics1,234')
    await expect.element(inNav.getByRole('link', { name: /Groups/ })).toHaveTextContent('Groups0')
    await expect.element(inNav.getByRole('link', { name: 'Users' })).toHaveTextContent('Users')
  })
})

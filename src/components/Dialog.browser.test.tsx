import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react'
import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './browserRender.tsx'
import { Dialog } from './Dialog.tsx'
import { lazyDialog } from './lazyDialog.tsx'
import { MenuButton } from './MenuButton.tsx'
import { PopoverButton } from './PopoverButton.tsx'

const dialog = page.getByRole('dialog', { name: 'Result' })
const close = dialog.getByRole('button', { name: 'Close' })
const openButton = page.getByRole('button', { name: 'Open' })

interface PartProps {
  onClose: () => void
}

function Result({ onClose }: PartProps) {
  return (
    <Dialog onClose={onClose} title="Result">
      <button type="button" data-autofocus onClick={onClose}>
        Done
      </button>
    </Dialog>
  )
}

/** As most pages do: drawn open, and gone when it closes. */
function Part({
  opener,
  part: Shown = Result,
}: {
  opener: (open: () => void) => ReactNode
  part?: ComponentType<PartProps>
}) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {opener(() => setOpen(true))}
      {isOpen ? <Shown onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const plain = (open: () => void) => (
  <button type="button" onClick={open}>
    Open
  </button>
)

for (const [how, leave] of [
  ['its button', () => userEvent.keyboard('{Enter}')],
  ['Escape', () => userEvent.keyboard('{Escape}')],
  ['the cross', () => close.click()],
] as const)
  it(`takes the focus each time, and gives it back after ${how}`, async () => {
    draw(<Part opener={plain} />)
    await userEvent.tab()
    for (const _ of [1, 2]) {
      await userEvent.keyboard('{Enter}')
      await expect.element(dialog.getByRole('button', { name: 'Done' })).toHaveFocus()
      await leave()
      await expect.element(dialog).not.toBeInTheDocument()
      await expect.element(openButton).toHaveFocus()
    }
  })

it('does so for what is loaded when it is first opened', async () => {
  const Late = lazyDialog(() => Promise.resolve(Result))
  draw(<Part opener={plain} part={Late} />)
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog.getByRole('button', { name: 'Done' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(openButton).toHaveFocus()
})

it('gives the focus back to the button of the menu that it was opened from', async () => {
  const menu = (open: () => void) => (
    <MenuButton label="More" entries={[{ id: 'open', label: 'Open', onSelect: open }]}>
      More
    </MenuButton>
  )
  draw(<Part opener={menu} />)
  await userEvent.tab()
  for (const _ of [1, 2]) {
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('menu')).toBeVisible()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(dialog.getByRole('button', { name: 'Done' })).toHaveFocus()
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('button', { name: 'More' })).toHaveFocus()
  }
})

it('gives the focus back to the button of the panel that it was opened from', async () => {
  const panel = (open: () => void) => (
    <PopoverButton face="Jobs" title="Jobs">
      {(shut) => (
        <button
          type="button"
          onClick={() => {
            shut()
            open()
          }}
        >
          Items
        </button>
      )}
    </PopoverButton>
  )
  draw(<Part opener={panel} />)
  await userEvent.tab()
  for (const _ of [1, 2]) {
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('button', { name: 'Items' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(dialog.getByRole('button', { name: 'Done' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('button', { name: 'Jobs' })).toHaveFocus()
  }
})

it('gives it back also when another dialog took its place', async () => {
  const Answer = lazy(() => Promise.resolve({ default: Result }))
  function Question({ onClose }: PartProps) {
    const [isSure, setSure] = useState(false)
    if (isSure)
      return (
        <Suspense>
          <Answer onClose={onClose} />
        </Suspense>
      )
    return (
      <Dialog onClose={onClose} title="Question">
        <button type="button" onClick={() => setSure(true)}>
          Yes
        </button>
      </Dialog>
    )
  }
  draw(<Part opener={plain} part={Question} />)
  await openButton.click()
  await page.getByRole('button', { name: 'Yes' }).click()
  await expect.element(dialog.getByRole('button', { name: 'Done' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(openButton).toHaveFocus()
})

it('gives it back into the dialog below', async () => {
  function Below({ onClose }: PartProps) {
    return (
      <Dialog onClose={onClose} title="Below">
        <Part opener={plain} />
      </Dialog>
    )
  }
  const opener = (open: () => void) => (
    <button type="button" onClick={open}>
      Start
    </button>
  )
  draw(<Part opener={opener} part={Below} />)
  await page.getByRole('button', { name: 'Start' }).click()
  await openButton.click()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(openButton).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('button', { name: 'Start' })).toHaveFocus()
})

it('leaves the focus to whoever took it meanwhile', async () => {
  function Leading({ onClose }: PartProps) {
    const lead = () => {
      onClose()
      document.querySelector<HTMLElement>('[aria-label=Search]')?.focus()
    }
    return (
      <Dialog onClose={onClose} title="Result">
        <button type="button" onClick={lead}>
          Lead
        </button>
      </Dialog>
    )
  }
  const opener = (open: () => void) => (
    <>
      {plain(open)}
      <input aria-label="Search" />
    </>
  )
  draw(<Part opener={opener} part={Leading} />)
  await openButton.click()
  await dialog.getByRole('button', { name: 'Lead' }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(page.getByRole('textbox', { name: 'Search' })).toHaveFocus()
})

it('stays while it is busy', async () => {
  const onClose = vi.fn<() => void>()
  draw(
    <Dialog onClose={onClose} title="Result" busy>
      It runs.
    </Dialog>,
  )
  await expect.element(close).toBeDisabled()
  await userEvent.keyboard('{Escape}')
  expect(onClose).not.toHaveBeenCalled()
})

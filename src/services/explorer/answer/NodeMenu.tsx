import { Menu } from '@mantine/core'
import { useEffect, useMemo } from 'react'
import { Link } from 'react-router'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { stringifyJson } from '~/lib/json.ts'
import css from './Answer.module.css'
import { answerMessages } from './answerMessages.ts'
import { pageOf } from './pageOf.ts'
import { jsonPath, type Steps } from './schemaAt.ts'
import { targetsOf, type Origin } from './targets.ts'
import { TargetItems } from './TargetItems.tsx'
import { useKinFacts } from './useKinFacts.ts'

export interface OpenNode {
  steps: Steps
  value: unknown
  /** The menu opens at its button (or at it) and gives the focus back to it. */
  at: HTMLElement
}

interface Props {
  connection: string
  origin: Origin
  node: OpenNode
  onClose: () => void
}

/** The one menu of all values: copy, open, or send into a parameter of another call. */
export function NodeMenu({ connection, origin, node, onClose }: Props) {
  const t = useMessages(answerMessages)
  const { left, top, width, height } = (node.at.querySelector('button') ?? node.at).getBoundingClientRect()
  const kin = useKinFacts(origin, node.steps)
  const targets = useMemo(() => targetsOf(origin, node.steps, kin.facts), [origin, node.steps, kin.facts])
  const page = targets
    .flatMap((target) => (target.isComplete ? [pageOf(connection, target)] : []))
    .find((to) => to !== undefined)
  useEffect(() => {
    const placeOf = () => node.at.getBoundingClientRect()
    const before = placeOf()
    const handleScroll = () => {
      const now = placeOf()
      // A scroll from before it opened is told late, and one inside the menu moves nothing outside.
      if (Math.abs(now.top - before.top) > 1 || Math.abs(now.left - before.left) > 1) onClose()
    }
    document.addEventListener('scroll', handleScroll, true)
    return () => document.removeEventListener('scroll', handleScroll, true)
  }, [node.at, onClose])
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      toast({ tone: 'ok', message: t.copied, id: 'explorer-copied' })
    } catch {
      toast({ tone: 'error', message: t.copyFailed, id: 'explorer-copied' })
    }
  }
  const handleClose = () => {
    if (document.activeElement === document.body || document.activeElement?.closest('[role=menu]'))
      node.at.focus({ preventScroll: true })
    onClose()
  }
  return (
    // The key that opens it is still on its way up to the document: keys outside must not close it.
    <Menu
      opened
      onClose={handleClose}
      position="bottom-end"
      width={380}
      withInitialFocusPlaceholder={false}
      returnFocus={false}
      menuItemTabIndex={0}
      clickOutsideEvents={['mousedown', 'touchstart']}
    >
      <Menu.Target>
        <button type="button" tabIndex={-1} aria-hidden className={css.anchor} style={{ left, top, width, height }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t.menu(jsonPath(node.steps))} className={css.menu}>
        <Menu.Item onClick={() => void copy(jsonPath(node.steps))}>{t.copyPath}</Menu.Item>
        <Menu.Item
          onClick={() => void copy(typeof node.value === 'string' ? node.value : stringifyJson(node.value, 2))}
        >
          {t.copyValue}
        </Menu.Item>
        {page ? (
          <Menu.Item component={Link} to={page} className={css.item} onMouseDown={undefined}>
            {t.openPage}
          </Menu.Item>
        ) : null}
        <TargetItems connection={connection} targets={targets} state={kin.state} />
      </Menu.Dropdown>
    </Menu>
  )
}

import { Menu } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { useMessages } from '~/components/useMessages.ts'
import { families, type Family } from '~/contract/types.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { findMessages } from '../find/findMessages.ts'
import css from './Answer.module.css'
import { answerMessages } from './answerMessages.ts'
import type { Target } from './targets.ts'
import type { KinFacts } from './useKinFacts.ts'

interface Props {
  connection: string
  targets: readonly Target[]
  /** Whether other families are still looked through. */
  state: KinFacts['state']
}

/** Calls of a family that are offered at once; the others come when one asks for them. */
const SHOWN = 20

/** The calls that take a value, by family, that of the answer first. */
export function TargetItems({ connection, targets, state }: Props) {
  const t = useMessages(answerMessages)
  const names = useMessages(findMessages)
  const [open, setOpen] = useState<ReadonlySet<Family>>(new Set())
  const list = useRef<HTMLDivElement>(null)
  const wanted = useRef<string>(undefined)
  // What stood in the place of the further calls had the focus: the first of them takes it.
  useEffect(() => {
    if (wanted.current === undefined) return
    list.current?.querySelector<HTMLElement>(`[data-target="${wanted.current}"]`)?.focus()
    wanted.current = undefined
  })
  const byFamily = Map.groupBy(targets, ({ operation }) => operation.family)
  const first = targets[0]?.operation.family
  const groups = [...byFamily].toSorted(
    ([a], [b]) => Number(b === first) - Number(a === first) || families.indexOf(a) - families.indexOf(b),
  )
  const unfold = (family: Family) => {
    wanted.current = `${family}-${SHOWN}`
    setOpen((now) => new Set(now).add(family))
  }
  return (
    <div ref={list} role="none">
      {groups.map(([family, own]) => (
        <div key={family} role="group" aria-label={`${t.sendTo} ${names.families[family]}`}>
          <Menu.Label>
            {t.sendTo} {names.families[family]}
          </Menu.Label>
          {own
            .slice(0, open.has(family) ? own.length : SHOWN)
            .map(({ operation, summary, parameter, values }, index) => (
              <Menu.Item
                key={`${operation.id} ${parameter}`}
                component={Link}
                to={explorerPaths.operation({ connection, family, operationId: operation.id }, values)}
                color={operation.risk === 'destructive' ? 'red' : undefined}
                className={css.item}
                data-target={`${family}-${index}`}
                onMouseDown={undefined}
              >
                <span lang="en">{t.sendInto(summary, parameter)}</span>
              </Menu.Item>
            ))}
          {own.length > SHOWN && !open.has(family) ? (
            <Menu.Item closeMenuOnClick={false} onClick={() => unfold(family)}>
              {t.moreTargets(own.length - SHOWN)}
            </Menu.Item>
          ) : null}
        </div>
      ))}
      {state === 'ready' ? null : <Menu.Label>{state === 'loading' ? t.kinLoading : t.kinFailed}</Menu.Label>}
    </div>
  )
}

import { useState } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import { pickBranch } from '../checkValue.ts'
import type { BranchesNode } from '../formNode.ts'
import { setValue } from '../initialValue.ts'
import { isObject, namedBranch } from '../needs.ts'
import { useForm } from './formContext.ts'
import { formMessages } from './formMessages.ts'
import type { ValueProps } from './valueProps.ts'
import css from './Form.module.css'

/** One of several shapes: the one that another field names, or the one that is chosen here. */
export function BranchesValue(props: ValueProps<BranchesNode>) {
  const t = useMessages(formMessages)
  const { Value } = useForm()
  const { node, value, onChange, place, label } = props
  const named = namedBranch(node, place)
  const [chosen, setChosen] = useState<number>()
  const index = named ?? chosen ?? pickBranch(node, value, place)
  const branch = node.branches[index]
  if (!branch) return null
  const title = (at: number) => {
    const one = node.branches[at]
    return one?.name ?? t.forms[one?.node().form ?? 'json']
  }
  const choose = (at: number) => {
    setChosen(at)
    const made = setValue(node.branches[at]?.node() ?? node)
    // What both shapes know stays; what is wrong then is said there.
    onChange(isObject(made) && isObject(value) ? { ...made, ...value } : made)
  }
  return (
    <div className={css.branches}>
      {named === undefined ? (
        <label className={css.branch}>
          {t.shape}
          <select
            className={css.select}
            aria-label={t.shapeOf(label)}
            value={String(index)}
            onChange={(event) => choose(Number(event.target.value))}
          >
            {node.branches.map((_, at) => (
              <option key={title(at)} value={String(at)}>
                {title(at)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p className={css.dim}>{t.shapeBy(branch.name ?? '', node.discriminator?.field ?? '')}</p>
      )}
      <Value {...props} node={branch.node()} />
    </div>
  )
}

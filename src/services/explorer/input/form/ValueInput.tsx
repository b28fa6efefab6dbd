import { BranchesValue } from './BranchesValue.tsx'
import { ChoiceValue } from './ChoiceValue.tsx'
import { JsonValue } from './JsonValue.tsx'
import { ListValue } from './ListValue.tsx'
import { MapValue } from './MapValue.tsx'
import { MixedValue } from './MixedValue.tsx'
import { NumberValue } from './NumberValue.tsx'
import { SchemaForm } from './SchemaForm.tsx'
import { TextValue } from './TextValue.tsx'
import type { ValueProps } from './valueProps.ts'

/** The control that fits a node; a file is chosen by `FileValue`, beside the values. */
export function ValueInput(props: ValueProps) {
  const { node } = props
  if (props.value === null && node.form !== 'json') return null
  switch (node.form) {
    case 'text':
      return <TextValue {...props} node={node} />
    case 'number':
      return <NumberValue {...props} node={node} />
    case 'boolean':
    case 'choice':
      return <ChoiceValue {...props} node={node} />
    case 'mixed':
      return <MixedValue {...props} node={node} />
    case 'list':
      return <ListValue {...props} node={node} />
    case 'map':
      return <MapValue {...props} node={node} />
    case 'object':
      return (
        <SchemaForm
          node={node}
          value={props.value}
          onChange={props.onChange}
          pointer={props.pointer}
          parent={props.place}
        />
      )
    case 'branches':
      return <BranchesValue {...props} node={node} />
    case 'json':
    case 'unknown':
    case 'file':
      return <JsonValue {...props} />
  }
}

import type { TextNode } from '../formNode.ts'
import type { Place } from '../needs.ts'

const languages = ['json', 'yaml', 'text', 'xml', 'ini', 'properties'] as const
export type EditorLanguage = (typeof languages)[number]

const known = (name: string | undefined): EditorLanguage | undefined => languages.find((language) => language === name)

/** The language of a text that wants an editor: its own, or what a sibling says (`value_type` of a configuration). */
export function editorOf(node: TextNode, place: Place): EditorLanguage | undefined {
  if (node.editor !== undefined) return known(node.editor)
  const sibling = place.fields.find((field) => field.node.form === 'choice' && field.node.editors !== undefined)
  const own = place.fields.find((field) => field.name === 'value')
  if (sibling?.node.form !== 'choice' || own?.node !== node) return undefined
  return known(sibling.node.editors?.[String(place.value[sibling.name] ?? sibling.node.schema.default)])
}

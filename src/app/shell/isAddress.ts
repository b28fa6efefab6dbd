interface Place {
  pathname: string
  search: string
}

/** Whether a link with a query leads to what is open: the same page, and all that the link asks for among what is asked. */
export function isAddress(to: string, { pathname, search }: Place): boolean {
  const [path = '', query = ''] = to.split('?')
  if (path !== pathname) return false
  const asked = new URLSearchParams(search)
  return [...new URLSearchParams(query)].every(([name, value]) => asked.getAll(name).includes(value))
}

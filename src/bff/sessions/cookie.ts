/** The session cookie. `__Host-` binds it to this host, path `/` and TLS; without TLS browsers refuse that prefix. */
import { Refusal } from '../problem.ts'

export interface SessionCookie {
  name: string
  /** The value that the browser sent. @throws Refusal 400 when it sent two */
  read(header: string | null): string | undefined
  set(id: string): string
  clear(): string
}

export function sessionCookie(secure: boolean): SessionCookie {
  const name = secure ? '__Host-gantry' : 'gantry'
  const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  return {
    name,
    read(header) {
      const values = (header ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name}=`))
        .map((pair) => pair.slice(name.length + 1))
      if (values.length > 1) throw new Refusal(400, 'gantry.forbidden', 'The request carries two session cookies.')
      return values[0]
    },
    set: (id) => `${name}=${id}; ${attributes}`,
    clear: () => `${name}=; ${attributes}; Max-Age=0`,
  }
}

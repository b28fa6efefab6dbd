/** Who may send a request to `/api` and `/cloud` at all: our own page, in a browser that says so. */
import { HEADER } from '~/contract/console.ts'
import { isLoopback } from './config.ts'
import type { HeaderReader } from './header.ts'
import { Refusal } from './problem.ts'

/** What the guard looks at. */
interface Asked {
  method: string
  header: HeaderReader
}

/**
 * Refuses what another site could have caused. Three independent signs: a header that no form or link can set, the
 * browser's own word on where the request comes from, and (on top) the SameSite cookie.
 * @param origin the origin that this request's Host stands for
 * @throws Refusal 403
 */
export function requireOwnPage(request: Asked, origin: string): void {
  const { header } = request
  if (header(HEADER) !== '1') throw forbidden(`The header ${HEADER} is missing.`)
  const site = header('sec-fetch-site')
  const from = header('origin')
  if (site !== null && site !== 'same-origin') throw forbidden('The request comes from another site.')
  if (from !== null && from !== origin) throw forbidden('The request comes from another origin.')
  if (site === null && from === null && !browserStaysSilent(request, origin)) {
    throw forbidden('The request does not say where it comes from.')
  }
}

/** Over plain HTTP (ALLOW_INSECURE_HTTP) browsers send neither sign with a GET; the static header alone has to do. */
function browserStaysSilent(request: Asked, origin: string): boolean {
  const url = new URL(origin)
  return (
    url.protocol === 'http:' && !isLoopback(url.hostname) && (request.method === 'GET' || request.method === 'HEAD')
  )
}

function forbidden(message: string): Refusal {
  return new Refusal(403, 'gantry.forbidden', message)
}

/** The origin that a request with this Host was sent to: the public one, or the loopback address that it names. */
export function originOf(host: string, publicUrl: URL | undefined): string {
  const name = host.toLowerCase()
  return publicUrl && name === publicUrl.host ? publicUrl.origin : `http://${name}`
}

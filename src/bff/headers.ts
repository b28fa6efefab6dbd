/** Headers that stand on every answer. */

/** No run-time style tags and no inline scripts in the app, so neither nonce nor 'unsafe-inline' is needed. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'report-uri /csp',
].join('; ')

const permissions = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'payment',
  'usb',
  'serial',
  'browsing-topics',
]

/** Answers to calls are data: should a browser ever take one for a page, nothing in it runs. */
const callSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox; report-uri /csp"

/** The security headers of pages and files; HSTS only where the public address is https. */
export function securityHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': permissions.map((name) => `${name}=()`).join(', '),
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** The security headers of answers below `/api` and `/cloud`, downloads included. */
export function callHeaders(https: boolean): Readonly<Record<string, string>> {
  return { ...securityHeaders(https), 'content-security-policy': callSecurityPolicy }
}

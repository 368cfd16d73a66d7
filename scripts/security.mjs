// The response headers of the site, once: the server of `npm start`, the `_headers` file and the page's <meta> agree.
// A policy in a <meta> does not reach a worker that is loaded by URL; only the header on the worker's script does.

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
]

/** Browsers ignore frame-ancestors in a <meta>. */
export const metaPolicy = policy.join('; ')

export const securityHeaders = {
  'Content-Security-Policy': [...policy, "frame-ancestors 'self'"].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

/** The same for hosts that read a `_headers` file, for every path: the worker's script needs them most. */
export const hostHeaders = `/*\n${Object.entries(securityHeaders)
  .map(([name, value]) => `  ${name}: ${value}\n`)
  .join('')}`

import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { metaPolicy } from './scripts/security.mjs'

/** The content security policy as a <meta>, for hosts that send no headers; the dev server needs inline styles. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

export default defineConfig({
  base: './', // any host, any sub-path
  plugins: [react(), contentSecurityPolicy()],
  worker: { format: 'es' },
  build: {
    manifest: true, // read by the size budget
    modulePreload: { polyfill: false },
    // The engine fetches its WASM from a file of our own origin: never a data URL, which the policy forbids.
    assetsInlineLimit: (path) => (path.endsWith('.wasm') ? false : undefined),
  },
})

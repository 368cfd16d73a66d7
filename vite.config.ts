import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { hostHeaders, metaPolicy } from './scripts/security.mjs'

/**
 * The content security policy as a <meta>, for hosts that send no headers, and as a `_headers` file for those that read one.
 * The dev server is left alone: it needs inline styles.
 */
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
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: hostHeaders })
    },
  }
}

/**
 * d3's modules come as one file each and compute all their tables when loaded, wanted or not. Those calls have no effect
 * beside their result: told so, the bundler leaves out what nobody reads, 15 kB of scripts.
 */
function unreadTables(): Plugin {
  return {
    name: 'unread-tables',
    apply: 'build',
    transform: {
      filter: { id: /node_modules\/d3-(scale-chromatic|shape)\// },
      handler: (code) =>
        code.replace(/^((?:var|const) \S+ = )(?=new |\(function|[\w$.]+\()/gm, '$1/*#__PURE__*/ '),
    },
  }
}

export default defineConfig({
  base: './', // any host, any sub-path
  plugins: [react(), contentSecurityPolicy(), unreadTables()],
  worker: { format: 'es' },
  build: {
    manifest: true, // read by the size budget
    license: { fileName: 'licenses.md' }, // of every package in the bundle
    rolldownOptions: { checks: { pluginTimings: false } },
    modulePreload: { polyfill: false },
    // The engine fetches its WASM from a file of our own origin: never a data URL, which the policy forbids.
    assetsInlineLimit: (path) => (path.endsWith('.wasm') ? false : undefined),
  },
})

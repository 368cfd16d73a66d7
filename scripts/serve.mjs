// A static server for the built site. What a host of static files does, no more: a file or 404.
//   node scripts/serve.mjs [--port 4173] [--strict-port] [--host 0.0.0.0] [--base /some/path/] [--folder dist]
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { isMain, root } from './run.mjs'
import { securityHeaders } from './security.mjs'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** The file that an URL asks for, or null. Nothing outside the folder is ever named. */
function findFile(folder, base, path) {
  if (!path.startsWith(base)) return null
  let name
  try {
    name = decodeURIComponent(path.slice(base.length))
  } catch {
    return null
  }
  const file = resolve(folder, `.${sep}${name}`, name === '' || name.endsWith('/') ? 'index.html' : '')
  if (name.includes('\0') || !file.startsWith(folder + sep)) return null
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat?.isFile() ? { file, size: stat.size } : null
}

function answer(request, response, { folder, base }) {
  const { pathname } = new URL(request.url, 'http://localhost')
  const head = (status, headers) => response.writeHead(status, { ...securityHeaders, ...headers })
  if (request.method !== 'GET' && request.method !== 'HEAD') return head(405, { Allow: 'GET, HEAD' }).end()
  if (`${pathname}/` === base) return head(308, { Location: base }).end()
  const found = findFile(folder, base, pathname)
  if (!found) return head(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n')
  const named = /\/assets\/.*-[\w-]{8}\.\w+$/.test(pathname) // the name holds a hash of the content
  head(200, {
    'Content-Type': types[extname(found.file)] ?? 'application/octet-stream',
    'Content-Length': found.size,
    'Cache-Control': named ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (request.method === 'HEAD') return response.end()
  createReadStream(found.file)
    .on('error', () => response.destroy())
    .pipe(response)
}

/** Serves until closed. A port in use: the next free one, unless it has to be this one. */
export async function serve({ folder, base = '/', host = '127.0.0.1', port = 4173, strictPort = false }) {
  const server = createServer((request, response) => {
    try {
      answer(request, response, { folder: resolve(folder), base })
    } catch {
      response.writeHead(400).end() // an URL that is none
    }
  })
  for (let candidate = port; ; candidate++) {
    try {
      await listen(server, candidate, host)
      return { server, address: `http://${shown(host)}:${server.address().port}${base}` }
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || strictPort || candidate >= port + 50) throw error
    }
  }
}

const shown = (host) => (host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host)

function listen(server, port, host) {
  return new Promise((done, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      done()
    })
  })
}

/** The options of `npm start` and of this file. A base has a slash at both ends. */
export function serveOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4173' },
      'strict-port': { type: 'boolean', default: false },
      host: { type: 'string', default: '127.0.0.1' },
      base: { type: 'string', default: '/' },
      folder: { type: 'string', default: join(root, 'dist') },
    },
  })
  const { host, folder } = values
  const base = `/${values.base}/`.replace(/\/+/g, '/')
  return { host, folder, base, port: Number(values.port), strictPort: values['strict-port'] }
}

if (isMain(import.meta.url)) {
  const { address } = await serve(serveOptions(process.argv.slice(2)))
  console.log(address)
}

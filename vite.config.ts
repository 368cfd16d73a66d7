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
      filter: { id: /node_modules\/d3-(color|interpolate|scale-chromatic)\// },
      // Calls among the arguments as well: `ramp(colors("440154…"))`.
      handler: (code) =>
        code.replace(/^(?:var|const) \S+ = .*$/gm, (line) =>
          line.replace(/(?<=[=(,] ?)(?=new |\(function|[\w$.]+\()/g, '/*#__PURE__*/ '),
        ),
    },
  }
}

/**
 * The start of the site fetches by itself what every page needs: their frame, app/main.tsx, and the engine's plan half.
 * Named in index.html, that is fetched at the same time, and the styles are there before the first paint.
 */
function besideStart(): Plugin {
  return {
    name: 'beside-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const holding = (source: string) => {
          const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(source)))
          if (!chunk || chunk.isEntry) throw new Error(`${source} is in no script beside the first`)
          return chunk
        }
        const needed = [holding('/app/main.tsx'), holding('/engine/plan/plan.ts')]
        const names = needed.flatMap(({ fileName, imports }) => [fileName, ...imports])
        const parts = chunks.filter(({ fileName, isEntry }) => names.includes(fileName) && !isEntry)
        // Behind the first script: a browser asks a host for six files at a time, and that one starts the worker.
        const links = (rel: string, files: readonly string[]) =>
          files.map((file) => ({
            tag: 'link',
            attrs: { rel, crossorigin: '', href: `./${file}` },
            injectTo: 'head' as const,
          }))
        const tags = [
          ...links(
            'modulepreload',
            parts.map(({ fileName }) => fileName),
          ),
          ...links(
            'stylesheet',
            parts.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]),
          ),
        ]
        // At once: else it would wait for the styles, and it draws nothing by itself.
        return { html: html.replace('<script type="module"', '<script type="module" async'), tags }
      },
    },
  }
}

/** What every page stands on, beside React's renderer: one file instead of eleven, and smaller by as much as they have in common. */
const base = [
  /node_modules\/(react|zustand|use-sync-external-store|wouter|regexparam|valibot|tinykeys|d3-interpolate|d3-scale-chromatic)\//,
  /\/components\/(format|language|theme|draw\/(colour-scale|theme))\./,
  /\/components\/controls\/(Button|Dialog|Glyph|icons|Notice|roles|ScaleKey|Segmented)\./,
  /\/app\/(i18n\/language|site\/(key-in-force|keys|presenter|presenter-store)|store\/(settings|use-settings))\./,
]

/** What the landing page and the Lab draw and train a network with. The worker's start is apart from it, in the first script. */
const network =
  /\/(app\/(store\/(lab|use-lab|plan-for|setting-ranges|trained-presets)|engine-client(\.ts|\/(?!early)))|components\/(network|maps|charts|draw))/

/**
 * The worker speaks numbers and codes; sentences are made on the page. So its copy of the engine needs none of them, nor what only makes
 * them: in every `{ en, zh }` of the worker both are empty, and no layer explains itself or writes formulas. That is a quarter of its script.
 */
const withoutSentences = () =>
  without('sentences', /\/engine\/.*\.ts$/, { explain: 'explain() {}', formulas: 'formulas() {}' }, true)

const layerFiles = /\/engine\/layers\/\w+\.ts$/

/** A layer's examples are for the tests, which walk them, and how a pattern writes it is the page's to know. */
const withoutExamples = () =>
  without('examples', layerFiles, { examples: 'examples: []', patternWords: 'patternWords: []' }, false)

/** The page plans and asks; only the worker runs a layer. So the page's copy of a layer lacks both directions of a run, and its examples. */
function withoutRuns(): Plugin {
  const methods = { forward: `forward: ${unrun}`, backward: `backward: ${unrun}`, examples: 'examples: []' }
  return without('runs', layerFiles, methods, false)
}
const unrun = "() => { throw new Error('the page runs no layer') }"

/** Puts something shorter in the place of properties that a copy of the engine has no use for, and of sentences. */
function without(
  what: string,
  id: RegExp,
  properties: Readonly<Record<string, string>>,
  sentences: boolean,
): Plugin {
  return {
    name: `without-${what}`,
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id },
      handler(code) {
        const unused: Unused[] = []
        collectUnused(this.parse(code), { properties, sentences }, unused)
        // From the end on, so that the places of the others stay as they are.
        const emptied = unused
          .toSorted((a, b) => b.start - a.start)
          .reduce((rest, { start, end, instead }) => rest.slice(0, start) + instead + rest.slice(end), code)
        return { code: emptied, map: null }
      },
    },
  }
}

interface Span {
  readonly start: number
  readonly end: number
}

interface Unused extends Span {
  readonly instead: string
}

interface Unwanted {
  readonly properties: Readonly<Record<string, string>>
  readonly sentences: boolean
}

/** The outermost: object literals with the keys `en` and `zh` and no other, where sentences are not wanted, and properties by name. */
function collectUnused(tree: unknown, unwanted: Unwanted, found: Unused[]): void {
  if (Array.isArray(tree)) for (const branch of tree) collectUnused(branch, unwanted, found)
  else if (isLiteral(tree) && unwanted.sentences && namesOf(tree).join() === 'en,zh')
    found.push({ ...tree, instead: `{ en: '', zh: '' }` })
  else if (isLiteral(tree)) {
    for (const property of tree.properties) {
      const instead = unwanted.properties[property.key?.name ?? '']
      if (instead) found.push({ ...property, instead })
      else collectUnused(property, unwanted, found)
    }
  } else if (typeof tree === 'object' && tree !== null) collectUnused(Object.values(tree), unwanted, found)
}

interface Literal extends Span {
  readonly properties: readonly (Span & { readonly key?: { readonly name?: string } })[]
}

/** Not a pattern that takes such an object apart. */
const isLiteral = (tree: unknown): tree is Literal =>
  typeof tree === 'object' &&
  tree !== null &&
  'type' in tree &&
  tree.type === 'ObjectExpression' &&
  'properties' in tree &&
  Array.isArray(tree.properties)

const namesOf = ({ properties }: Literal) => properties.map(({ key }) => key?.name)

export default defineConfig({
  base: './', // any host, any sub-path
  plugins: [react(), contentSecurityPolicy(), besideStart(), unreadTables(), withoutRuns()],
  worker: { format: 'es', plugins: () => [withoutSentences(), withoutExamples()] },
  build: {
    manifest: true, // read by the size budget
    license: { fileName: 'licenses.md' }, // of every package in the bundle
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'base', test: (id) => base.some((pattern) => pattern.test(id)), priority: 2 },
            { name: 'network', test: network, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
    modulePreload: { polyfill: false },
  },
})

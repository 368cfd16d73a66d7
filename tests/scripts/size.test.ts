import { expect, it } from 'vitest'
import { filesOf } from '../../scripts/size.mjs'

it('a page loads its chunks and what they import statically, once each, with their styles', () => {
  const manifest = {
    'index.html': {
      file: 'index.js',
      imports: ['_shared.js', '_react.js'],
      css: ['index.css'],
      dynamicImports: ['lab.tsx'],
    },
    '_shared.js': { file: 'shared.js', imports: ['_react.js'], css: ['shared.css'] },
    '_react.js': { file: 'react.js', imports: ['_shared.js'] },
    'lab.tsx': { file: 'lab.js', css: ['lab.css'] },
  }
  expect(filesOf(manifest, ['index.html'])).toEqual({
    scripts: ['index.js', 'shared.js', 'react.js'],
    styles: ['index.css', 'shared.css'],
  })
  expect(filesOf(manifest, ['index.html', 'lab.tsx']).scripts).toContain('lab.js')
})

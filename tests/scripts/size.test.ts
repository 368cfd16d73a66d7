import { expect, it } from 'vitest'
import { firstView } from '../../scripts/size.mjs'

it('the first view is the entry and what it imports statically, once each, with their styles', () => {
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
  expect(firstView(manifest)).toEqual({
    scripts: ['index.js', 'shared.js', 'react.js'],
    styles: ['index.css', 'shared.css'],
  })
})

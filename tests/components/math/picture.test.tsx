import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { volumeLines } from '../../../components/math/picture-scale'
import { cellSize, stripScale } from '../../../components/math/strip-scale'
import { WindowPicture } from '../../../components/math/WindowPicture'
import { WindowScale } from '../../../components/math/WindowScale'
import { type Axis, measure } from '../../../engine/index'
import { renderIn } from '../controls/in-language'

const large: Axis = { n: 4096, f: 64, s: 1, before: 0, after: 0, dilation: 1, rounding: 'exact' }
const measured = measure(large)

test('a volume too wide for its place beneath the output stands on two lines', () => {
  expect(volumeLines('55×55×96')).toEqual(['55×55×96'])
  expect(volumeLines('4,033×4,033×4,096')).toEqual(['4,033×4,033', '×4,096'])
  const axes = { x: large, y: large, across: measured, down: measured }
  renderIn('en', <WindowPicture {...axes} width={264} volume="4,033×4,033×4,096" description="" />)
  const lines = ['4,033×4,033', '×4,096'].map((line) => screen.getByText(line))
  expect(lines[0].getAttribute('x')).toBe(lines[1].getAttribute('x'))
})

test('the words of the enlarged end have room up to “window 4,096”', () => {
  // 12 letters of 14 px, at most 9.2 px each in the widest of the fonts
  expect(stripScale(18, 4078, 2, 640, 'page', true).label).toBeGreaterThan(12 * 9.2)
  expect(cellSize(18, 640, 'page', true)).toBeLessThanOrEqual((640 - 12 * 9.2) / 18)
})

test('on a phone the number of windows between gives way to the first and the last', () => {
  const shared = { axis: large, letter: 'W', measure: measured, description: '' } as const
  const { unmount } = renderIn('en', <WindowScale {...shared} width={600} />)
  expect(screen.getByText(/4,027 more/)).toBeInTheDocument()
  unmount()
  renderIn('en', <WindowScale {...shared} width={264} />)
  expect(screen.queryByText(/more/)).toBeNull()
  expect(screen.getByText('window 4,033')).toBeInTheDocument()
})

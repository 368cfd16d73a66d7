import { fireEvent, render } from '@testing-library/react'
import { beforeAll, expect, it, vi } from 'vitest'
import { MapColumn } from '../../../components/maps/MapColumn'
import { noMarks } from '../../../components/network/marks'

beforeAll(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

const heard = vi.fn()

/** 38 px from map to map, ten in sight. */
const column = (maps: number) => (
  <MapColumn
    data={null}
    layout={{ shape: { c: maps, h: 8, w: 8 }, slot: 36, side: 32, pitch: 38, left: 13, dpr: 1 }}
    width={63}
    height={380}
    meaning="value"
    most={() => 1}
    onScreen
    title={{ en: 'conv 1', zh: '卷积 1' }}
    cursor={null}
    marks={noMarks}
    onPoint={() => {}}
    onPick={() => {}}
    onScroll={heard}
  />
)

it('a column of fewer maps than were scrolled past begins with its first', () => {
  const { container, rerender } = render(column(24))
  const canvas = container.querySelector('canvas')
  const scroller = canvas?.closest<HTMLElement>('[tabindex]')
  if (!scroller) throw new Error('no scroller')
  scroller.scrollTop = 300
  fireEvent.scroll(scroller)
  expect(canvas).toHaveStyle({ top: '300px' })
  rerender(column(6))
  expect(canvas).toHaveStyle({ top: '0px' })
  expect(heard).toHaveBeenLastCalledWith(0) // the threads follow
})

import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { colourOf, colourScale, css, zeroOf } from '../../../components/draw/colour-scale'
import type { Snapshot } from '../../../components/draw/snapshot'
import type { Theme } from '../../../components/draw/theme'
import { FilterGrid } from '../../../components/maps/FilterGrid'
import { MapTile } from '../../../components/maps/MapTile'
import { PixelPicture } from '../../../components/maps/PixelPicture'
import { ThemeContext } from '../../../components/theme'
import { smallSpec, snapshotOf } from '../fixtures/snapshot'

let root: Root | null = null
let snapshot: Snapshot

beforeAll(() => {
  snapshot = snapshotOf(smallSpec)
})

afterEach(() => {
  root?.unmount()
  document.body.replaceChildren()
})

/** The canvases of a component, painted. */
async function painted(element: ReactElement, theme: Theme = 'light'): Promise<HTMLCanvasElement[]> {
  const host = document.body.appendChild(document.createElement('div'))
  root = createRoot(host)
  flushSync(() => root!.render(<ThemeContext value={theme}>{element}</ThemeContext>))
  await vi.waitFor(() => {
    const [first] = host.querySelectorAll('canvas')
    if (!isPainted(first)) throw new Error('not painted')
  })
  return [...host.querySelectorAll('canvas')]
}

/** Whether anything is: its middle may be a gap between two patches. */
const isPainted = (canvas: HTMLCanvasElement): boolean =>
  canvas
    .getContext('2d')!
    .getImageData(0, 0, canvas.width, canvas.height)
    .data.some((byte, i) => i % 4 === 3 && byte === 255)

/** 'rgb(…)', or 'clear' where nothing is painted. */
function pixelAt(canvas: HTMLCanvasElement, x: number, y: number): string {
  const [r, g, b, a] = canvas.getContext('2d')!.getImageData(x, y, 1, 1).data
  return a === 255 ? `rgb(${r}, ${g}, ${b})` : 'clear'
}

const map = Float32Array.of(0, 1, -1, 0.5)

const tile = (data: Float32Array, size = 40) => (
  <MapTile
    {...{ data, size }}
    h={2}
    w={2}
    meaning="value"
    most={1}
    title={{ en: 'map', zh: '图' }}
    cell={null}
  />
)

describe.each(['light', 'dark'] as const)('a tile in %s', (theme) => {
  it('shows each number as one sharp square of its colour', async () => {
    const [canvas] = await painted(tile(map), theme)
    const scale = colourScale(theme, 'value')
    const ratio = canvas.width / 42
    const at = (x: number, y: number) => pixelAt(canvas, Math.round(x * ratio), Math.round(y * ratio))
    for (const [i, value] of map.entries()) {
      const [left, top] = [1 + 20 * (i % 2), 1 + 20 * (i >> 1)]
      const colour = css(colourOf(scale, value, 1))
      expect(at(left + 1, top + 1)).toBe(colour)
      expect(at(left + 18, top + 18)).toBe(colour)
    }
  })

  it('shows zero as the colour of an empty tile', async () => {
    const [canvas] = await painted(tile(map), theme)
    expect(pixelAt(canvas, 10, 10)).toBe(css(zeroOf(colourScale(theme, 'value'))))
  })
})

describe('a tile of zeros', () => {
  it('has a dashed outline, another a whole one', async () => {
    const edge = async (data: Float32Array): Promise<Set<string>> => {
      const [canvas] = await painted(tile(data))
      const seen = Array.from({ length: 30 }, (_, x) => pixelAt(canvas, x + 5, 0))
      root?.unmount()
      document.body.replaceChildren()
      return new Set(seen)
    }
    expect((await edge(new Float32Array(4))).size).toBeGreaterThan(1)
    expect((await edge(map)).size).toBe(1)
  })
})

describe('a tile under the pointer', () => {
  it('tells the cell', async () => {
    const onPoint = vi.fn()
    await painted(
      <MapTile
        data={map}
        h={2}
        w={2}
        size={40}
        meaning="value"
        most={1}
        title={{ en: 'map', zh: '图' }}
        cell={null}
        onPoint={onPoint}
      />,
    )
    const column = document.querySelector('figure > div')!
    const edge = column.getBoundingClientRect()
    const pointer = { bubbles: true, pointerType: 'mouse', clientX: edge.left + 30, clientY: edge.top + 10 }
    column.dispatchEvent(new PointerEvent('pointermove', pointer))
    expect(onPoint).toHaveBeenCalledExactlyOnceWith({ c: 0, y: 0, x: 1 })
  })
})

describe('the picture', () => {
  it('is shown in its own colours, and its channels in grey', async () => {
    const canvases = await painted(
      <PixelPicture
        plan={snapshot.plan}
        {...{ snapshot }}
        label="shape"
        size={80}
        unit={null}
        showChannels
      />,
    )
    const { data } = snapshot.values('pixels', 'input')!
    const [r, g, b] = [0, 1, 2].map((c) => data[c * 64 + 3 * 8 + 5])
    expect(pixelAt(canvases[0], 5, 3)).toBe(`rgb(${r}, ${g}, ${b})`)
    const grey = (value: number): string => css(colourOf(colourScale('light', 'pixel'), value, 255))
    expect(canvases.slice(1).map((canvas) => pixelAt(canvas, 5, 3))).toEqual([grey(r), grey(g), grey(b)])
  })

  it('frames what a unit reads, cell by cell', async () => {
    const unit = { node: 'conv1', c: 0, y: 3, x: 4 }
    await painted(<PixelPicture plan={snapshot.plan} {...{ snapshot, unit }} label="shape" size={80} />)
    const frame = document.querySelector<HTMLElement>('[role=img] > span')!
    expect([frame.style.left, frame.style.top, frame.style.width, frame.style.height]).toEqual([
      '30px',
      '20px',
      '30px',
      '30px',
    ])
    expect(document.querySelector('[role=img]')!.getAttribute('aria-label')).toBe(
      'shape. Receptive field 3×3: rows 3–5, columns 4–6',
    )
  })
})

describe('the filters', () => {
  const grid = (node: string) => (
    <FilterGrid
      plan={snapshot.plan}
      {...{ snapshot, node }}
      mapsShow="values"
      scale="layer"
      highlighted={null}
      channel={null}
      width={200}
      height={300}
      onHighlight={() => {}}
      onChoose={() => {}}
    />
  )

  it('of a deeper layer stand in rows, channel by channel, in red and blue', async () => {
    const [canvas] = await painted(grid('conv2'))
    const weights = snapshot.values('parameters', 'conv2.weights')!
    const most = Math.max(...weights.data.map(Math.abs))
    const scale = colourScale('light', 'value')
    const shown = new Set<string>()
    for (let y = 0; y < canvas.height; y++)
      for (let x = 0; x < canvas.width; x++) shown.add(pixelAt(canvas, x, y))
    for (const weight of weights.data) expect(shown).toContain(css(colourOf(scale, weight, most)))
  })

  it('of the first layer are in colour', async () => {
    const [canvas] = await painted(grid('conv1'))
    const seen = new Set(Array.from({ length: canvas.width }, (_, x) => pixelAt(canvas, x, 10)))
    const coloured = [...seen].filter((pixel) => {
      const [r, g, b] = (pixel.match(/\d+/g) ?? []).map(Number)
      return Math.max(r, g, b) - Math.min(r, g, b) > 60
    })
    expect(coloured.length).toBeGreaterThan(2)
  })
})

import { type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { useText } from '../../../components/language'
import type { Shape, Text } from '../../../engine/index'
import type { Picture } from '../../../engine/protocol'
import styles from './DrawPad.module.css'
import { groundOf, paintStrokes, pens, pictureOf, type Stroke } from './pen'

const words = {
  pad: { en: 'Drawing pad: draw with mouse, pen or finger', zh: '画板：用鼠标、笔或手指画' },
  hintDigit: { en: 'Draw a digit; it is centred as MNIST does.', zh: '画一个数字，会像 MNIST 那样居中。' },
  hintColour: { en: 'Draw; the maps answer at once.', zh: '画吧，激活图会立刻响应。' },
  clear: { en: 'Clear', zh: '清除' },
  undo: { en: 'Undo', zh: '撤销' },
  pen: { en: 'Colour of the pen', zh: '画笔颜色' },
} satisfies Record<string, Text>

/** At most ten pictures a second go to the network. */
const EVERY_MS = 100

interface Props {
  readonly input: Shape
  readonly size: number // px
  onPicture(picture: Picture): void
}

/** Draws on a pad; what is drawn goes to the network while it is drawn. */
export function DrawPad({ input, size, onPicture }: Props) {
  const t = useText()
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [colour, setColour] = useState(pens[0].colour)
  const canvas = useRef<HTMLCanvasElement>(null)
  const digits = input.c === 1
  useShown(strokes, input, onPicture)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context) paintStrokes(context, strokes, context.canvas.width, groundOf(input))
  }, [strokes, input])

  const at = ({ nativeEvent }: PointerEvent<HTMLCanvasElement>) =>
    [nativeEvent.offsetX / size, nativeEvent.offsetY / size] as const
  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const stroke: Stroke = {
      colour: digits ? '#ffffff' : colour,
      width: digits ? 0.085 : 0.07,
      points: [at(event)],
    }
    setStrokes((before) => [...before, stroke])
  }
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const point = at(event)
    setStrokes((before) =>
      before.map((s, i) => (i < before.length - 1 ? s : { ...s, points: [...s.points, point] })),
    )
  }
  return (
    <div className={styles.pad}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        width={size * 2}
        height={size * 2}
        style={{ width: size, height: size }}
        role="img"
        aria-label={t(words.pad)}
        onPointerDown={down}
        onPointerMove={move}
      />
      {!digits && <PenColours {...{ colour, setColour }} />}
      <p className={styles.hint}>{t(digits ? words.hintDigit : words.hintColour)}</p>
      <div className={styles.buttons}>
        <Button onClick={() => setStrokes((before) => before.slice(0, -1))} disabled={strokes.length === 0}>
          {t(words.undo)}
        </Button>
        <Button onClick={() => setStrokes([])} disabled={strokes.length === 0}>
          {t(words.clear)}
        </Button>
      </div>
    </div>
  )
}

function PenColours({ colour, setColour }: { colour: string; setColour(colour: string): void }) {
  const t = useText()
  const name = useId()
  return (
    <fieldset className={styles.pens}>
      <legend className="visually-hidden">{t(words.pen)}</legend>
      {pens.map((pen) => (
        <label key={pen.colour} className={styles.pen} title={t(pen.name)}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={pen.colour === colour}
            onChange={() => setColour(pen.colour)}
            aria-label={t(pen.name)}
          />
          <span style={{ background: pen.colour }} />
        </label>
      ))}
    </fieldset>
  )
}

/** Tells of the drawing a few times a second; the last state always arrives. */
function useShown(strokes: readonly Stroke[], input: Shape, onPicture: (picture: Picture) => void): void {
  const told = useRef(0)
  useEffect(() => {
    // An empty pad is told of as well: the answer shown is never that of another picture.
    const wait = Math.max(0, told.current + EVERY_MS - performance.now())
    const timer = setTimeout(() => {
      told.current = performance.now()
      onPicture(pictureOf(strokes, input))
    }, wait)
    return () => clearTimeout(timer)
  }, [strokes, input, onPicture])
}

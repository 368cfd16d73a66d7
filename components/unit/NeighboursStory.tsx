import type { Layer, Text, Trace } from '../../engine/index'
import { formatFixed } from '../format'
import { useText } from '../language'
import { formatSignificant } from '../significant'
import { addsUp, asShown, equalsSign, sameDigits } from './shown-sum'
import styles from './UnitInspector.module.css'
import { channelLabel } from './unit-words'

type Told = Extract<Trace, { kind: 'neighbours' }>

/** A setting as it was written: 2, 0.0001. */
const setting = (value: number): string =>
  value === 0 || value >= 1e-4 ? String(Number(value.toPrecision(5))) : formatSignificant(value, 2)

const three = (value: number): string => formatFixed(value, 3)

const words = {
  channel: { en: 'channel', zh: '通道' },
  note: {
    en: 'The stronger the neighbouring channels at this place, the more the number is damped.',
    zh: '同一位置的相邻通道越强，这个数被压得越小。',
  },
} satisfies Record<string, Text>

interface Props {
  readonly layer: Layer
  readonly told: Told
  /** Channel of the unit itself. */
  readonly own: number
}

/** Local response normalisation: x divided by a power of what its neighbours in depth add up to. */
export function NeighboursStory({ layer, told, own }: Props) {
  const t = useText()
  const { squares, base, input, power, total } = told
  const divided = sameDigits(asShown(input, 3) / asShown(base, 4) ** power, total, 3)
  return (
    <div className={styles.curve} data-broad>
      <div className={styles.weighted}>
        {layer.type === 'lrn' && (
          <p className={styles.sum}>
            <span>
              <var>s</var> = <var>k</var> + <var>α</var>/<var>n</var>·Σ<var>x</var>²
            </span>{' '}
            <span>
              = {setting(layer.k)} + {setting(layer.alpha)}/{layer.size} × {three(squares)}
            </span>{' '}
            <span>
              {equalsSign(sameDigits(layer.k + (layer.alpha / layer.size) * asShown(squares, 3), base, 4))}{' '}
              <b>{formatFixed(base, 4)}</b>
            </span>
          </p>
        )}
        <p className={styles.sum}>
          <span>
            <var>y</var> = <var>x</var>/<var>s</var>
            <sup>
              <var>β</var>
            </sup>
          </span>{' '}
          <span>
            = <b className={styles.inputInk}>{three(input)}</b>/{formatFixed(base, 4)}
            <sup>{setting(power)}</sup>
          </span>{' '}
          <span>
            {equalsSign(divided)} <b className={styles.outputInk}>{three(total)}</b>
          </span>
        </p>
        <p className={styles.adds}>{t(words.note)}</p>
      </div>
      <Squares told={told} own={own} />
    </div>
  )
}

/** The neighbours in depth, each with its square. */
function Squares({ told: { channels, values, squares }, own }: { told: Told; own: number }) {
  const t = useText()
  const terms = values.map((value) => value ** 2)
  return (
    <table className={styles.terms}>
      <thead>
        <tr>
          <th scope="col">{t(words.channel)}</th>
          <th scope="col">
            <var>x</var>
          </th>
          <th scope="col">
            <var>x</var>²
          </th>
        </tr>
      </thead>
      <tbody>
        {channels.map((channel, i) => (
          <tr key={channel} data-chosen={channel === own || undefined}>
            <th scope="row">{t(channelLabel(channel))}</th>
            <td>{three(values[i])}</td>
            <td>{three(terms[i])}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            Σ<var>x</var>²
          </th>
          <td>{equalsSign(addsUp(terms, squares, 3))}</td>
          <td>{three(squares)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

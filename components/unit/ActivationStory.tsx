import { type Layer, layerType, type Text, type Trace } from '../../engine/index'
import { Glyph } from '../controls/Glyph'
import { formatFixed } from '../format'
import { useText } from '../language'
import { formatSignificant } from '../significant'
import { ActivationPlot } from './ActivationPlot'
import { activated, written } from './activation'
import { asShown, equalsSign, sameDigits } from './shown-sum'
import styles from './UnitInspector.module.css'

/** tanh: tanh(0.731) = 0.624: the function with the unit's number in it. */
export function ActivationLine({ layer, z }: { layer: Layer; z: number }) {
  const t = useText()
  const shown = formatFixed(z, 3)
  const { value } = activated(layer, z)
  // The number is shown rounded: does what is shown give the result that is shown?
  const agrees = sameDigits(activated(layer, asShown(z, 3)).value, value, 3)
  return (
    <p className={styles.activation}>
      <span>
        {t(layerType(layer).name)}: {written(layer, shown)} {equalsSign(agrees)}
        {'\u00a0'}
        <b className={styles.outputInk}>{formatFixed(value, 3)}</b>
      </span>
    </p>
  )
}

const slopeName: Text = { en: 'slope here', zh: '此处的斜率' }

const HARDLY = 0.1

function slopeWords(slope: number): Text {
  if (slope === 0) return { en: 'No gradient passes back through this unit.', zh: '没有梯度从这里传回。' }
  if (slope === 1) return { en: 'The gradient passes back through it unchanged.', zh: '梯度原样从这里传回。' }
  if (Math.abs(slope) < HARDLY)
    return {
      en: 'On its way back the gradient is multiplied by it: hardly any is left.',
      zh: '梯度传回时要乘以它：几乎所剩无几。',
    }
  return { en: 'On its way back the gradient is multiplied by it.', zh: '梯度传回时要乘以它。' }
}

/** A unit of an activation function: the curve with its point, and the slope that the gradient meets there. */
export function ActivationStory({
  layer,
  told,
}: {
  layer: Layer
  told: Extract<Trace, { kind: 'pointwise' }>
}) {
  const t = useText()
  const { slope } = activated(layer, told.input)
  return (
    <div className={styles.curve} data-broad>
      <div className={styles.weighted}>
        <ActivationLine layer={layer} z={told.input} />
        <p className={styles.adds}>
          <span className={styles.gradientInk}>
            <Glyph role="gradient" size={11} /> {t(slopeName)} d<var>y</var>/d<var>x</var> ={' '}
            <b>{Number.isInteger(slope) ? slope : formatSignificant(slope, 3)}</b>
          </span>{' '}
          {t(slopeWords(slope))}
        </p>
      </div>
      <ActivationPlot layer={layer} z={told.input} large />
    </div>
  )
}
